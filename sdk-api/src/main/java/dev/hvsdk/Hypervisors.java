/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.apiguardian.api.API;

/**
 * The backends that were found, and the way to open a connection with one of them.
 *
 * <pre>{@code
 * try (Hypervisor host = Hypervisors.load().open("qemu:///system")) {
 *     host.guests().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>An instance and not a registry: two parts of a program may hold different sets. Immutable and thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Hypervisors {
    private final List<Backend> backends;
    private final List<BackendProblem> problems;

    private Hypervisors(BackendSet set) {
        this.backends = List.copyOf(set.backends());
        this.problems = List.copyOf(set.problems());
    }

    /** The backends that {@link ServiceLoader} finds by the context class loader of this thread. */
    public static Hypervisors load() {
        return loadWith(ServiceLoader.load(HypervisorProvider.class));
    }

    /** The backends that {@link ServiceLoader} finds by this class loader. */
    public static Hypervisors load(ClassLoader loader) {
        return loadWith(ServiceLoader.load(HypervisorProvider.class, loader));
    }

    private static Hypervisors loadWith(ServiceLoader<HypervisorProvider> loader) {
        BackendSet set = new BackendSet();
        set.addAll(loader);
        return new Hypervisors(set);
    }

    /** These backends and no others, such as in a test, or in a container of components. */
    public static Hypervisors of(HypervisorProvider... providers) {
        BackendSet set = new BackendSet();
        for (HypervisorProvider provider : providers) {
            set.add(provider);
        }
        return new Hypervisors(set);
    }

    /** The backends, in the order in which they were found. */
    public List<Backend> backends() {
        return backends;
    }

    /** What was found and cannot be used: a provider that throws or misses a class, an id or scheme that is taken. */
    public List<BackendProblem> problems() {
        return problems;
    }

    /**
     * Connects to the host with this URI and the defaults of {@link ConnectSpec#of}.
     *
     * @throws IllegalArgumentException if it is no URI, or holds a password
     * @throws HypervisorException.Unsupported if no backend opens such URIs, or it does not work on this machine
     * @throws HypervisorException if the connection fails
     */
    public Hypervisor open(String uri) {
        return open(ConnectSpec.of(parse(uri)));
    }

    private static URI parse(String uri) {
        try {
            return new URI(uri);
        } catch (URISyntaxException e) {
            // Neither the text nor the exception, which holds it: what cannot be parsed cannot be searched for a
            // password.
            throw new IllegalArgumentException("not a URI: " + e.getReason() + " at index " + e.getIndex());
        }
    }

    /**
     * Connects to the host with this URI and the defaults of {@link ConnectSpec#of}.
     *
     * @throws IllegalArgumentException if the URI holds a password
     * @throws HypervisorException.Unsupported if no backend opens such URIs, or it does not work on this machine
     * @throws HypervisorException if the connection fails
     */
    public Hypervisor open(URI uri) {
        return open(ConnectSpec.of(uri));
    }

    /**
     * Connects.
     *
     * <p>Whatever goes wrong in the backend comes as one of these; a backend's own defect is a
     * {@link HypervisorException.HostFailure} that names it and has the defect as its cause.
     *
     * @throws IllegalArgumentException if the backend does not understand the URI
     * @throws HypervisorException.Unsupported if no backend opens such URIs, or it does not work on this machine
     * @throws HypervisorException if the connection fails
     */
    public Hypervisor open(ConnectSpec spec) {
        return Opening.open(backendFor(spec), spec);
    }

    private Backend backendFor(ConnectSpec spec) {
        String scheme = spec.uri().getScheme().toLowerCase(Locale.ROOT);
        return backends.stream()
                .filter(backend -> backend.schemes().contains(scheme))
                .findFirst()
                .orElseThrow(() -> noBackend(scheme));
    }

    private HypervisorException noBackend(String scheme) {
        List<String> known = backends.stream()
                .flatMap(backend -> backend.schemes().stream())
                .sorted()
                .toList();
        String remedy = known.isEmpty()
                ? "put a backend such as sdk-kvm on the class path or module path"
                : "the backends here open " + String.join(", ", known);
        return new HypervisorException.Unsupported(
                Support.Reason.MISSING_SOFTWARE,
                ErrorDetails.builder("no backend opens URIs of the scheme '" + scheme + "'")
                        .remedy(remedy + also(scheme))
                        .build());
    }

    /** The backend that would have opened it may have been found; if not, those that did not load may include it. */
    private String also(String scheme) {
        if (problems.isEmpty()) {
            return "";
        }
        return problems.stream()
                .filter(problem -> problem.claims(scheme))
                .findFirst()
                .map(problem -> "; a backend for it was found and cannot be used: " + problem)
                .orElseGet(this::couldNotBeLoaded);
    }

    private String couldNotBeLoaded() {
        int count = problems.size();
        return "; " + (count == 1 ? "1 more was found and" : count + " more were found and")
                + " could not be loaded, Hypervisors.problems() and 'hv backends' say why";
    }
}
