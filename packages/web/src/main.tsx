import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { signInFor } from "./addresses.ts";
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
import "./styles/people.css";
import "./styles/print.css";

const questions = new QueryClient({
  queryCache: new QueryCache({
    // The session has ended: what was to be seen is seen after signing in again.
    onError(error) {
      if (error instanceof Refusal && error.status === 401 && location.pathname !== "/sign-in")
        location.assign(signInFor(location));
    },
  }),
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
