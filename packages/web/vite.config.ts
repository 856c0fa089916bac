import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [preact()],
  build: { target: "es2023", assetsInlineLimit: 0 },
  server: { proxy: { "/api": "http://127.0.0.1:8100" } },
});
