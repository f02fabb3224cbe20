/** Reading aloud, for the elder mode, where the system has a Chinese voice. */
import { h } from "../draw/dom.js";

const voice = () => window.speechSynthesis && speechSynthesis.getVoices().find((one) => /^zh/i.test(one.lang));

/** A button that reads an answer; a second press stops. Null without a voice. */
export function aloud(a, say) {
  const found = voice();
  if (!found) return null;
  const text = a.sentences
    .filter((s) => s.role === "lead")
    .map((s) => s.text)
    .join("");
  const button = h(
    "button",
    {
      type: "button",
      onclick: () => {
        const wasSpeaking = speechSynthesis.speaking;
        speechSynthesis.cancel();
        if (wasSpeaking) return;
        const speech = new SpeechSynthesisUtterance(text.replace(/\[\d+\]|\*\*/g, ""));
        speech.voice = found;
        speech.lang = found.lang;
        speech.onend = () => {
          button.textContent = say._aloud;
        };
        speechSynthesis.speak(speech);
        button.textContent = say._stop;
      },
    },
    say._aloud,
  );
  return button;
}
