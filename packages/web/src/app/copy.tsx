import { Button, type ButtonProps } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "../texts/texts.tsx";

/** How long it says that it has copied, in milliseconds. */
const SAID_MS = 1_000;

/** Pages over plain HTTP have no clipboard, unless they are of the browser's own machine; they have the command. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("copy", put, { once: true, capture: true });
  document.execCommand("copy");
}

/** Copies a text. `of`: what that is, where another button copies something else. */
export function Copy({ text, of, ...props }: ButtonProps & { text: string; of?: string }) {
  const { t } = useTexts();
  const [hasCopied, setCopied] = useState(false);
  const copy = async () => {
    await copyText(text);
    setCopied(true);
    setTimeout(setCopied, SAID_MS, false);
  };
  return (
    <Button {...props} onClick={copy} aria-label={of && `${t.copy}: ${of}`}>
      {hasCopied ? t.copied : t.copy}
    </Button>
  );
}
