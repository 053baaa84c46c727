# docker build --build-arg VERSION=1.0.0 --build-arg COMMIT="$(git rev-parse HEAD)" -t summitbot .

FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=devel
ARG COMMIT=unknown
RUN CGO_ENABLED=0 go build -trimpath \
    -ldflags "-s -w -X main.version=${VERSION} -X main.commit=${COMMIT}" \
    -o /out/summitbot ./cmd/summitbot

RUN mkdir /out/data

# The program, the certificates that Discord's are checked with, and nothing else.
FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/summitbot /usr/local/bin/summitbot
# What the bot remembers lies here: mount a volume to keep it.
COPY --from=build --chown=65532:65532 /out/data /var/lib/summitbot
ENV SUMMITBOT_STORE_PATH=/var/lib/summitbot/summitbot.db
VOLUME /var/lib/summitbot
# summitbot.yaml is read here, where there is one.
WORKDIR /etc/summitbot
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/summitbot"]
CMD ["run"]
