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
import dev.hvsdk.containers.internal.host.ContainerHypervisor;
import dev.hvsdk.containers.internal.host.EngineContext;
import dev.hvsdk.containers.internal.http.Transport;
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
import java.util.Set;

/** What the two providers are made of. */
public enum DockerBackend {
    /** The backend {@code docker}. */
    DOCKER(Dialect.DOCKER),
    /** The backend {@code podman}. */
    PODMAN(Dialect.PODMAN);

    private static final Set<String> PARAMETERS = Set.of("ca", "cert", "key", "verify");

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
        String scheme = String.valueOf(spec.uri().getScheme()).toLowerCase(Locale.ROOT);
        if (!schemes().contains(scheme)) {
            throw new IllegalArgumentException(
                    "not a URI of the backend " + id() + ": " + ConnectSpec.redact(spec.uri()));
        }
        ConnectParameters parameters = ConnectParameters.parse(spec.uri(), PARAMETERS);
        return ContainerHypervisor.open(
                spec, id(), context -> connect(context, endpoints(spec.uri(), scheme, parameters)));
    }

    private List<Endpoint> endpoints(URI uri, String scheme, ConnectParameters parameters) {
        ErrorFactory errors = ErrorFactory.of(id()).operation("open").subject(uri);
        int plus = scheme.indexOf('+');
        if (plus < 0) {
            refuseParts(uri);
            return new Endpoints(Surroundings.ofThisProcess(), errors).of(dialect);
        }
        URI address = URI.create(uri.toString().substring(plus + 1));
        return List.of(new Endpoint(
                Address.of(address, tls(parameters), dialect, errors).dialer(), "the URI"));
    }

    private void refuseParts(URI uri) {
        boolean hasPath = uri.getPath() != null && uri.getPath().length() > 1;
        if (hasPath || uri.getRawAuthority() != null) {
            throw new IllegalArgumentException("write " + id() + ":///, or name the place as in " + id()
                    + "+unix:///run/engine.sock or " + id() + "+tcp://host:2376");
        }
    }

    private static TlsFiles tls(ConnectParameters parameters) {
        boolean verify = parameters.flag("verify").orElse(true);
        TlsFiles files = new TlsFiles(
                parameters.find("ca").map(Path::of).orElse(null),
                parameters.find("cert").map(Path::of).orElse(null),
                parameters.find("key").map(Path::of).orElse(null),
                verify);
        return files.ca() == null && files.certificate() == null && verify ? TlsFiles.NONE : files;
    }

    private DockerEngine connect(EngineContext context, List<Endpoint> endpoints) {
        ErrorFactory about = context.errors("open").subject(context.spec().uri());
        Deadline deadline = Deadline.after(context.spec().deadlines().connect());
        List<String> tried = new ArrayList<>();
        HypervisorException first = null;
        for (Endpoint endpoint : endpoints) {
            try {
                return engine(context, endpoint, deadline, about);
            } catch (HypervisorException.Unreachable | HypervisorException.PermissionDenied e) {
                first = first == null ? e : first;
                tried.add(endpoint + ": " + e.detail());
            }
        }
        if (first instanceof HypervisorException.PermissionDenied) {
            throw first;
        }
        throw about.cause(first).unreachable("no engine answers; tried " + String.join("; ", tried));
    }

    private DockerEngine engine(EngineContext context, Endpoint endpoint, Deadline deadline, ErrorFactory about) {
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
