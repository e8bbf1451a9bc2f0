import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { precompress } from "./precompress.ts";

/** `npm run dev -w packages/web` serves the pages anew at every change, beside a Foyer on its usual port. */
export default defineConfig({
  plugins: [react(), precompress()],
  resolve: { conditions: ["source", "module", "browser", "development|production"] },
  build: {
    target: "es2023",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // A part's own styles that could not be fetched once would be missing when the part is fetched again.
    cssCodeSplit: false,
    // What the first page needs comes in one piece: cut up by who else uses it, it compresses worse.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } },
      // It says that a part of it has effects, which it has for dialogs alone: those import it themselves.
      treeshake: { moduleSideEffects: [{ test: /react-remove-scroll/, sideEffects: false }] },
    },
  },
  server: { proxy: { "^/(v1|api|foyer|oauth)/": "http://127.0.0.1:8080" } },
});
