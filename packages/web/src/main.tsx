import "@mantine/core/styles.css";
import "./app/page.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { firstSpeech } from "./texts/texts.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no place for the application");
createRoot(root).render(
  <StrictMode>
    <App speech={await firstSpeech()} />
  </StrictMode>,
);
