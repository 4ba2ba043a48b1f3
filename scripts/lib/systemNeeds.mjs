// What Electron, the keychain and a display-less run need from the system, under each distribution's names.

/**
 * @typedef {'electron' | 'keychain' | 'headless'} Purpose
 * @typedef {object} SystemNeed
 * @property {Purpose} purpose
 * @property {string} file the shared library or program that the package brings
 * @property {string[]} debian names in the order of preference: newer releases renamed some (…t64)
 * @property {string} fedora
 * @property {string} arch
 */

/** @type {(purpose: Purpose, file: string, debian: string[], fedora: string, arch: string) => SystemNeed} */
const need = (purpose, file, debian, fedora, arch) => ({ purpose, file, debian, fedora, arch })

/** @type {SystemNeed[]} */
export const SYSTEM_NEEDS = [
  need('electron', 'libnss3.so', ['libnss3'], 'nss', 'nss'),
  need('electron', 'libnspr4.so', ['libnspr4'], 'nspr', 'nspr'),
  need('electron', 'libgtk-3.so.0', ['libgtk-3-0t64', 'libgtk-3-0'], 'gtk3', 'gtk3'),
  need('electron', 'libgbm.so.1', ['libgbm1'], 'mesa-libgbm', 'mesa'),
  need('electron', 'libasound.so.2', ['libasound2t64', 'libasound2'], 'alsa-lib', 'alsa-lib'),
  need('electron', 'libatk-1.0.so.0', ['libatk1.0-0t64', 'libatk1.0-0'], 'atk', 'at-spi2-core'),
  need('electron', 'libatk-bridge-2.0.so.0', ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'], 'at-spi2-atk', 'at-spi2-core'),
  need('electron', 'libatspi.so.0', ['libatspi2.0-0t64', 'libatspi2.0-0'], 'at-spi2-core', 'at-spi2-core'),
  need('electron', 'libcups.so.2', ['libcups2t64', 'libcups2'], 'cups-libs', 'libcups'),
  need('electron', 'libdrm.so.2', ['libdrm2'], 'libdrm', 'libdrm'),
  need('electron', 'libxkbcommon.so.0', ['libxkbcommon0'], 'libxkbcommon', 'libxkbcommon'),
  need('electron', 'libXcomposite.so.1', ['libxcomposite1'], 'libXcomposite', 'libxcomposite'),
  need('electron', 'libXdamage.so.1', ['libxdamage1'], 'libXdamage', 'libxdamage'),
  need('electron', 'libXrandr.so.2', ['libxrandr2'], 'libXrandr', 'libxrandr'),
  need('electron', 'libdbus-1.so.3', ['libdbus-1-3'], 'dbus-libs', 'dbus'),
  need('keychain', 'libsecret-1.so.0', ['libsecret-1-0'], 'libsecret', 'libsecret'),
  need('headless', 'Xvfb', ['xvfb'], 'xorg-x11-server-Xvfb', 'xorg-server-xvfb'),
  need('headless', 'xauth', ['xauth'], 'xorg-x11-xauth', 'xorg-xauth'),
  need('headless', 'xdotool', ['xdotool'], 'xdotool', 'xdotool'), // the display's own pointer: drags between programs
  need('headless', 'dbus-run-session', ['dbus'], 'dbus-daemon', 'dbus'),
  need('headless', 'gnome-keyring-daemon', ['gnome-keyring'], 'gnome-keyring', 'gnome-keyring'),
  need('headless', '', ['fonts-liberation'], '', '') // a bare image has no font at all; elsewhere any font will do
]
