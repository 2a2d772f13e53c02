package io.dimmer.pipeline;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An nginx of this machine as a proxy before an upstream, set up to change as little as it can. */
final class Nginx implements AutoCloseable {
    private static final List<String> PLACES = List.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx");
    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            pid %1$s/pid;
            error_log stderr crit;
            events {}
            http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                underscores_in_headers on;
                %4$s
                merge_slashes off;
                server_tokens off;
                client_max_body_size 0;
                large_client_header_buffers 8 16k;
                keepalive_requests 1000000;
                server {
                    listen 127.0.0.1:%2$d;
                    location / {
                        proxy_pass http://%3$s;
                        proxy_http_version 1.1;
                        proxy_request_buffering off;
                        proxy_buffering off;
                        proxy_buffer_size 64k;
                        proxy_buffers 8 64k;
                        proxy_redirect off;
                        proxy_set_header Host $http_host;
                        proxy_set_header Connection "";
                        proxy_pass_header Server;
                        proxy_pass_header Date;
                    }
                }
            }
            """;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isThere() {
        return PLACES.stream().map(Path::of).anyMatch(Files::isExecutable);
    }

    /**
     * Starts it.
     *
     * @param changed what is set up otherwise; empty for nothing
     */
    static Nginx before(TestEdge.Upstreamer upstream, Path folder, String changed) throws IOException {
        int port = freePort();
        Path file = folder.resolve("nginx.conf");
        Files.writeString(
                file,
                CONFIGURATION.formatted(
                        folder,
                        port,
                        upstream.endpoint(),
                        changed.isEmpty() ? "ignore_invalid_headers off;" : changed));
        String program = PLACES.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElseThrow();
        Process process = new ProcessBuilder(program, "-e", "stderr", "-c", file.toString(), "-p", folder.toString())
                .inheritIO()
                .start();
        Nginx nginx = new Nginx(process, port);
        await().until(nginx::accepts);
        return nginx;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(address());
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
