/** Theme, size, place and accent, written as custom properties: no style text of the host is needed. */

const MIN_CONTRAST = 4.5;
let refused;

/** Of #rrggbb, 0 to 1. */
const luminance = (hex) =>
  [0.2126, 0.7152, 0.0722].reduce((sum, share, at) => {
    const c = parseInt(hex.slice(at * 2 + 1, at * 2 + 3), 16) / 255;
    return sum + share * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  }, 0);

/** Whether white text can be read on the accent; if not, the webmaster is told once. */
function fits(accent) {
  if (/^#[0-9a-f]{6}$/i.test(accent) && 1.05 / (luminance(accent) + 0.05) >= MIN_CONTRAST) return true;
  if (accent !== refused) {
    console.warn(`policy-assistant: accent=${accent} 没有采用：请写成 #rrggbb，并与白色文字有 4.5:1 以上的对比度。`);
  }
  refused = accent;
  return false;
}

export function paint(root, { theme, size, accent, offset, z }) {
  const isDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  const set = (name, value) => (value ? root.style.setProperty(name, value) : root.style.removeProperty(name));
  const [x, y] = /^\d{1,4},\d{1,4}$/.test(offset) ? offset.split(",") : [];
  root.dataset.theme = /^(light|dark|contrast)$/.test(theme) ? theme : isDark ? "dark" : "light";
  root.dataset.size = size === "elder" ? "elder" : "normal";
  set("--accent", fits(accent) && root.dataset.theme === "light" && accent);
  set("--x", x && `${x}px`);
  set("--y", y && `${y}px`);
  set("--z", /^\d{1,10}$/.test(z) && z);
}
