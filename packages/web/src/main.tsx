import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource/noto-naskh-arabic/arabic-400.css";
import "./page.css";
import { render } from "preact";
import { Page } from "./page.tsx";

render(<Page />, document.getElementById("app") as HTMLElement);
