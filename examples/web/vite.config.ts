import { defineConfig, loadEnv } from "vite";

export default defineConfig(({ mode }) => ({
  base: "./", // the built files work in any folder of a web server
  server: {
    proxy: { "/api": loadEnv(mode, ".", "SMARTOPS_")["SMARTOPS_URL"] ?? "http://127.0.0.1:2001" },
    fs: { allow: [".", "../../gen/ts"] }, // the client is linked from there
  },
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"], // the first ones with light-dark()
    assetsInlineLimit: 0, // a strict Content-Security-Policy forbids data: addresses
    modulePreload: { polyfill: false },
  },
}));
