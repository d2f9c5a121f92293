/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.internal.http.Dialer;
import dev.hvsdk.containers.internal.http.Transport;
import dev.hvsdk.spi.driver.DriverHypervisor;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ConnectParameters;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the two providers are made of. */
public enum DockerBackend {
    /** The backend {@code docker}. */
    DOCKER(Dialect.DOCKER),
    /** The backend {@code podman}. */
    PODMAN(Dialect.PODMAN);

    /** No parameter {@code key}: a URI that has one is refused, for it might be the key itself. */
    private static final Set<String> OF_TCP = Set.of("ca", "cert", "keyfile", "verify");

    private static final Set<String> OF_SSH = Set.of("known_hosts", "keyfile");

    private final Dialect dialect;

    DockerBackend(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The id of the backend, which its schemes begin with. */
    public String id() {
        return dialect.technology().id();
    }

    /** The schemes of its URIs. */
    public Set<String> schemes() {
        return Set.of(id(), id() + "+unix", id() + "+tcp", id() + "+ssh");
    }

    /** Whether there is a socket, or something that names another place. */
    public <P> Support<P> probe(P provider) {
        try {
            List<Endpoint> endpoints = new Endpoints(Surroundings.ofThisProcess(), ErrorFactory.of(id())).of(dialect);
            boolean found = endpoints.size() == 1
                    || endpoints.stream()
                            .map(endpoint -> Path.of(endpoint.dialer().toString()))
                            .anyMatch(Files::exists);
            return found ? Support.available(provider) : missing(endpoints);
        } catch (HypervisorException | IllegalArgumentException e) {
            return Support.unavailable(Support.Reason.HOST_MISCONFIGURED, String.valueOf(e.getMessage()));
        }
    }

    private <P> Support<P> missing(List<Endpoint> endpoints) {
        return Support.unavailable(
                Support.Reason.MISSING_SOFTWARE,
                "no engine's socket here: looked at " + endpoints,
                "install and start " + id() + ", or write where it is: " + id() + "+unix:///path");
    }

    /** Connects; see {@link dev.hvsdk.spi.HypervisorProvider#open}. */
    public Hypervisor open(ConnectSpec spec) {
        return open(spec, Surroundings.ofThisProcess());
    }

    Hypervisor open(ConnectSpec spec, Surroundings surroundings) {
        String scheme = String.valueOf(spec.uri().getScheme()).toLowerCase(Locale.ROOT);
        if (!schemes().contains(scheme)) {
            throw new IllegalArgumentException(
                    "not a URI of the backend " + id() + ": " + ConnectSpec.redact(spec.uri()));
        }
        ConnectParameters parameters = ConnectParameters.parse(spec.uri(), parameters(scheme));
        return DriverHypervisor.open(
                spec, id(), context -> connect(context, endpoints(spec.uri(), scheme, parameters, surroundings)));
    }

    /** One that says nothing of this kind of connection is a mistake, and might be one about security. */
    private Set<String> parameters(String scheme) {
        return switch (scheme.substring(id().length())) {
            case "+tcp" -> OF_TCP;
            case "+ssh" -> OF_SSH;
            default -> Set.of();
        };
    }

    private List<Endpoint> endpoints(URI uri, String scheme, ConnectParameters parameters, Surroundings surroundings) {
        ErrorFactory errors = ErrorFactory.of(id()).operation("open").subject(uri);
        int plus = scheme.indexOf('+');
        if (plus < 0) {
            refuseParts(uri);
            return new Endpoints(surroundings, errors).of(dialect);
        }
        URI address = URI.create(uri.toString().substring(plus + 1));
        boolean bySsh = scheme.endsWith("+ssh");
        Dialer dialer = Address.of(
                address, bySsh ? null : tls(parameters), bySsh ? ssh(parameters) : SshFiles.NONE, dialect, errors);
        return List.of(new Endpoint(dialer, "the URI"));
    }

    private void refuseParts(URI uri) {
        boolean hasPath = uri.getPath() != null && uri.getPath().length() > 1;
        if (hasPath || uri.getRawAuthority() != null) {
            throw new IllegalArgumentException("write " + id() + ":///, or name the place as in " + id()
                    + "+unix:///run/engine.sock or " + id() + "+tcp://host:2376");
        }
    }

    private static @Nullable TlsFiles tls(ConnectParameters parameters) {
        Path ca = parameters.find("ca").map(Path::of).orElse(null);
        Path certificate = parameters.find("cert").map(Path::of).orElse(null);
        Path key = parameters.find("keyfile").map(Path::of).orElse(null);
        Optional<Boolean> verify = parameters.flag("verify");
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("cert= and keyfile= belong together");
        }
        boolean secured = ca != null || certificate != null || verify.isPresent();
        return secured ? new TlsFiles(ca, certificate, key, verify.orElse(true)) : null;
    }

    private static SshFiles ssh(ConnectParameters parameters) {
        return new SshFiles(
                parameters.find("known_hosts").map(Path::of).orElse(null),
                parameters.find("keyfile").map(Path::of).orElse(null));
    }

    private DockerEngine connect(HostContext context, List<Endpoint> endpoints) {
        ErrorFactory about = context.errors("open").subject(context.spec().uri());
        Deadline deadline = Deadline.after(context.spec().deadlines().connect());
        List<String> tried = new ArrayList<>();
        HypervisorException first = null;
        for (Endpoint endpoint : endpoints) {
            try {
                return engine(context, endpoint, deadline, about);
            } catch (HypervisorException.Unreachable | HypervisorException.PermissionDenied e) {
                first = first == null || e instanceof HypervisorException.PermissionDenied ? e : first;
                tried.add(endpoint + ": " + e.detail());
            }
        }
        throw noneOf(tried, first, about);
    }

    /** What can be mended is named before what is not there. */
    private static HypervisorException noneOf(
            List<String> tried, @Nullable HypervisorException cause, ErrorFactory about) {
        String what = "no engine answers; tried " + String.join("; ", tried);
        ErrorFactory errors = cause == null ? about : like(cause, about);
        return cause instanceof HypervisorException.PermissionDenied
                ? errors.permissionDenied(what)
                : errors.unreachable(what);
    }

    private static ErrorFactory like(HypervisorException cause, ErrorFactory about) {
        ErrorFactory errors = about.cause(cause);
        ErrorFactory told = cause.remedy().map(errors::remedy).orElse(errors);
        return cause.nativeError().map(told::nativeError).orElse(told);
    }

    private DockerEngine engine(HostContext context, Endpoint endpoint, Deadline deadline, ErrorFactory about) {
        OpenState state = context.state();
        Transport transport = Transport.of(endpoint.dialer(), state);
        boolean connected = false;
        try {
            Greeting greeting = Greeting.of(transport, deadline, about);
            HypervisorInfo info = HypervisorInfo.builder(
                            id(),
                            ConnectSpec.redact(context.spec().uri()),
                            greeting.dialect().product())
                    .version(greeting.version())
                    .technology(greeting.dialect().technology())
                    .build();
            DockerEngine engine = new DockerEngine(new Client(context, transport, greeting), info);
            connected = true;
            return engine;
        } finally {
            if (!connected) {
                state.unregister(transport);
                transport.close();
            }
        }
    }
}
