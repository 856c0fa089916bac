import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Refusal } from "./api/client.ts";
import { router } from "./router.tsx";
import { Interface } from "./shell/interface.tsx";
import "./styles/fonts.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/shell.css";
import "./styles/search.css";
import "./styles/bitext.css";
import "./styles/upload.css";
import "./styles/compare.css";
import "./styles/print.css";

const questions = new QueryClient({
  defaultOptions: {
    queries: {
      // What the server has refused it refuses again; a connection that broke may come back.
      retry: (failures, error) => !(error instanceof Refusal && error.status < 500) && failures < 2,
      refetchOnWindowFocus: false,
    },
  },
});

const root = document.getElementById("app");
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={questions}>
        <Interface>
          <RouterProvider router={router} />
        </Interface>
      </QueryClientProvider>
    </StrictMode>,
  );
