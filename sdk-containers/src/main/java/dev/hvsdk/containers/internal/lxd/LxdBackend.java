/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.internal.http.Dialer;
import dev.hvsdk.containers.internal.http.TcpDialer;
import dev.hvsdk.containers.internal.http.Tls;
import dev.hvsdk.containers.internal.http.Transport;
import dev.hvsdk.containers.internal.http.UnixDialer;
import dev.hvsdk.host.command.Programs;
import dev.hvsdk.spi.driver.DriverHypervisor;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ConnectParameters;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the two providers are made of. */
public enum LxdBackend {
    /** The backend {@code lxd}. */
    LXD(Dialect.LXD),
    /** The backend {@code incus}. */
    INCUS(Dialect.INCUS);

    private static final int PORT = 8443;
    private static final String PROJECT = "project";
    private static final Set<String> LOCAL = Set.of(PROJECT);
    private static final Set<String> REMOTE = Set.of(PROJECT, "ca", "cert", "keyfile", "verify");

    private final Dialect dialect;

    LxdBackend(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The id of the backend, which its schemes begin with. */
    public String id() {
        return dialect.id();
    }

    /** The schemes of its URIs. */
    public Set<String> schemes() {
        return Set.of(id(), id() + "+unix", id() + "+tcp");
    }

    /** Whether there is a socket, or the daemon's program. */
    public <P> Support<P> probe(P provider) {
        List<Sockets.Place> places = new Sockets(System.getenv()).of(dialect);
        boolean found = places.stream().map(Sockets.Place::socket).anyMatch(Files::exists);
        return found || Programs.find(dialect.program()).isPresent()
                ? Support.available(provider)
                : Support.unavailable(
                        Support.Reason.MISSING_SOFTWARE,
                        "neither " + dialect.program() + " nor its socket is here: looked at " + places,
                        "install and start " + dialect.product() + ", or write where it is: " + id() + "+unix:///path");
    }

    /** Connects; see {@link dev.hvsdk.spi.HypervisorProvider#open}. */
    public Hypervisor open(ConnectSpec spec) {
        String scheme = String.valueOf(spec.uri().getScheme()).toLowerCase(Locale.ROOT);
        if (!schemes().contains(scheme)) {
            throw new IllegalArgumentException(
                    "not a URI of the backend " + id() + ": " + ConnectSpec.redact(spec.uri()));
        }
        boolean isRemote = scheme.endsWith("+tcp");
        ConnectParameters parameters = ConnectParameters.parse(spec.uri(), isRemote ? REMOTE : LOCAL);
        String project = parameters.find(PROJECT).orElse(InstanceId.DEFAULT_PROJECT);
        ErrorFactory errors = ErrorFactory.of(id()).operation("open").subject(spec.uri());
        List<Dialer> dialers = isRemote
                ? List.of(remote(spec.uri(), parameters, errors))
                : sockets(spec.uri(), scheme).stream()
                        .map(place -> (Dialer) new UnixDialer(place.socket()))
                        .toList();
        return DriverHypervisor.open(spec, id(), context -> connect(context, dialers, project));
    }

    private List<Sockets.Place> sockets(URI uri, String scheme) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        boolean hasPath = path.length() > 1;
        if (uri.getRawAuthority() != null || hasPath != scheme.endsWith("+unix")) {
            throw new IllegalArgumentException("write " + id() + ":///, or name the place as in " + id()
                    + "+unix:///var/lib/" + id() + "/unix.socket or " + id() + "+tcp://host:" + PORT);
        }
        return hasPath
                ? List.of(new Sockets.Place(Path.of(path), "the URI"))
                : new Sockets(System.getenv()).of(dialect);
    }

    private static Dialer remote(URI uri, ConnectParameters parameters, ErrorFactory errors) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "name a host and no user: who you are is told by ?cert=FILE&keyfile=FILE");
        }
        // IPv6 in brackets, which belong to the URI.
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        return new TcpDialer(host, uri.getPort() >= 0 ? uri.getPort() : PORT, tls(parameters, errors));
    }

    private static Tls tls(ConnectParameters parameters, ErrorFactory errors) {
        try {
            return Tls.of(
                    parameters.find("ca").map(Path::of).orElse(null),
                    parameters.find("cert").map(Path::of).orElse(null),
                    parameters.find("keyfile").map(Path::of).orElse(null),
                    parameters.flag("verify").orElse(true));
        } catch (IOException e) {
            throw errors.cause(e).permissionDenied("no TLS: " + e.getMessage());
        }
    }

    private LxdEngine connect(HostContext context, List<Dialer> dialers, String project) {
        ErrorFactory about = context.errors("open").subject(context.spec().uri());
        Deadline deadline = Deadline.after(context.spec().deadlines().connect());
        List<String> tried = new ArrayList<>();
        HypervisorException first = null;
        for (Dialer dialer : dialers) {
            try {
                return engine(context, dialer, project, deadline, about);
            } catch (HypervisorException.Unreachable | HypervisorException.PermissionDenied e) {
                first = first == null ? e : first;
                tried.add(e.detail());
            }
        }
        if (first instanceof HypervisorException.PermissionDenied) {
            throw first;
        }
        throw about.cause(first).unreachable("no daemon answers; tried " + String.join("; ", tried));
    }

    private LxdEngine engine(
            HostContext context, Dialer dialer, String project, Deadline deadline, ErrorFactory about) {
        OpenState state = context.state();
        Transport transport = Transport.of(dialer, state);
        boolean connected = false;
        try {
            Greeting greeting = Greeting.of(transport, deadline, about);
            Client client = new Client(context, transport, greeting, project);
            requireProject(client, about);
            LxdEngine engine = new LxdEngine(client, info(context, greeting));
            connected = true;
            return engine;
        } finally {
            if (!connected) {
                state.unregister(transport);
                transport.close();
            }
        }
    }

    /** A name that nobody has would else be an empty host. */
    private static void requireProject(Client client, ErrorFactory about) {
        if (!client.project().equals(InstanceId.DEFAULT_PROJECT)) {
            client.read(client.request("GET", "projects", client.project()), about);
        }
    }

    private HypervisorInfo info(HostContext context, Greeting greeting) {
        return HypervisorInfo.builder(
                        id(),
                        ConnectSpec.redact(context.spec().uri()),
                        greeting.dialect().product())
                .version(greeting.version())
                .technology(greeting.dialect().technology())
                .build();
    }
}
