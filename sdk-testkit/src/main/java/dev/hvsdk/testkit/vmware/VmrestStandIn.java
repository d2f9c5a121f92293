/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.vmware;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.CredentialsProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apiguardian.api.API;

/**
 * A {@code vmrest} that answers as its documentation says, without a hypervisor.
 *
 * <p>It listens on a free port of 127.0.0.1, and works on the machines and the states of a {@link VmrunStandIn}, so that what one of
 * the two tools does the other one sees. It wants Basic authentication and the media type
 * {@code application/vnd.vmware.vmw.rest-v1+json}, and refuses with {@code {"Code": ..., "Message": ...}}. It knows the calls
 * {@code /api/vms}, {@code /api/vms/registration}, and of a machine {@code power}, {@code nic}, {@code configparams} and
 * {@code params}; of the host {@code /api/vmnet} and {@code /api/vmnets}. Its library is what was registered, as in the product.
 *
 * <p>What it does not imitate: nothing runs, clones, shared folders, IP addresses, port forwarding, passwords of encrypted machines. The
 * paths and the fields are those of the documentation of vmrest 1.3, some messages those that users have reported; <strong>it was not
 * compared with a real Workstation or Fusion, and none was run</strong>. Guesses of its own are the numbers in {@code Code} other than
 * 0 and 100, the status with which each refusal comes, that interfaces are changed on stopped machines only, and which number an
 * interface has.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VmrestStandIn implements AutoCloseable {
    private static final String USER = "admin";
    private static final String PASSWORD = "Stand-in-1!";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final String MEDIA_TYPE = "application/vnd.vmware.vmw.rest-v1+json";

    private final VmrunStandIn vmrun;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(VmrestStandIn::daemon);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> failing = new CopyOnWriteArrayList<>();
    private final VmrestCalls calls;

    private VmrestStandIn(VmrunStandIn vmrun, HttpServer server) {
        this.vmrun = vmrun;
        this.server = server;
        this.calls = new VmrestCalls(new StandInMachines(vmrun), new StandInNetworks());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "vmrest-stand-in");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts one beside this vmrun, on the same machines. */
    public static VmrestStandIn beside(VmrunStandIn vmrun) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 0);
            VmrestStandIn started = new VmrestStandIn(vmrun, server);
            server.createContext("/", started::answer);
            server.setExecutor(started.threads);
            server.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens: {@code http://127.0.0.1:PORT}. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Opens both tools: the URI of the vmrun, with this vmrest. */
    public URI uri() {
        return URI.create(vmrun.uri() + "&vmrest=" + address());
    }

    /** The user and the password that it wants. */
    public CredentialsProvider credentials() {
        return host -> Optional.of(Credentials.of(USER, PASSWORD.toCharArray()));
    }

    /** Puts a machine that is there already into the library. */
    public VmrestStandIn register(Path vmx) {
        calls.machines().register(vmx);
        return this;
    }

    /** Has requests fail from now on whose method and path hold this, such as {@code /configparams}. */
    public VmrestStandIn failing(String part) {
        failing.add(part);
        return this;
    }

    /** The requests so far, such as {@code GET /api/vms}, in the order of their arrival. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        requests.add(request);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try {
            send(exchange, checked(exchange).orElseGet(() -> reply(request, body)));
        } catch (UncheckedIOException e) {
            send(exchange, VmrestReply.refusal(500, "Server error"));
        }
    }

    private VmrestReply reply(String request, String body) {
        return failing.stream().anyMatch(request::contains)
                ? VmrestReply.refusal(500, "Server error")
                : calls.answer(request, body);
    }

    /** What is wrong with the request, whatever it asks for. */
    private static Optional<VmrestReply> checked(HttpExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        boolean hasBody = List.of("PUT", "POST").contains(exchange.getRequestMethod());
        if (!isLoggedIn(exchange)) {
            return Optional.of(VmrestReply.refusal(401, "Authentication failed"));
        }
        return hasBody && !MEDIA_TYPE.equals(type)
                ? Optional.of(VmrestReply.refusal(406, "Content type was not supported"))
                : Optional.empty();
    }

    private static boolean isLoggedIn(HttpExchange exchange) {
        return new BasicAuthenticator("vmrest") {
                    @Override
                    public boolean checkCredentials(String user, String password) {
                        return user.equals(USER) && password.equals(PASSWORD);
                    }
                }.authenticate(exchange)
                instanceof com.sun.net.httpserver.Authenticator.Success;
    }

    private static void send(HttpExchange exchange, VmrestReply reply) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", reply.isJson() ? MEDIA_TYPE : "text/plain");
            // The JDK's server writes head and body apart, and on a connection that stays the second would wait 40 ms
            // for the first.
            exchange.getResponseHeaders().set("Connection", "close");
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Ends it; the machines stay. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Where it listens. */
    @Override
    public String toString() {
        return "vmrest at " + address();
    }
}
