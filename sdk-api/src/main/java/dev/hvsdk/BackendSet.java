/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk;

import dev.hvsdk.spi.HypervisorProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Collects backends; whatever is wrong with one becomes a problem and hides none of the others. */
final class BackendSet {
    /** Enough for any class path; ends the loop should a class loader fail the same way for ever. */
    private static final int MAX_FAILURES = 1000;

    private final List<Backend> backends = new ArrayList<>();
    private final List<BackendProblem> problems = new ArrayList<>();

    List<Backend> backends() {
        return backends;
    }

    List<BackendProblem> problems() {
        return problems;
    }

    void addAll(ServiceLoader<HypervisorProvider> loader) {
        Iterator<ServiceLoader.Provider<HypervisorProvider>> found =
                loader.stream().iterator();
        int failures = 0;
        while (failures < MAX_FAILURES) {
            try {
                if (!found.hasNext()) {
                    return;
                }
                instantiate(found.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                failures++;
                problem("a declared provider", e);
            }
        }
    }

    private void instantiate(ServiceLoader.Provider<HypervisorProvider> declared) {
        try {
            add(declared.get());
        } catch (ServiceConfigurationError | LinkageError e) {
            problem(declared.type().getName(), e);
        }
    }

    void add(HypervisorProvider provider) {
        try {
            addChecked(provider);
        } catch (RuntimeException | LinkageError e) {
            problem(Origins.of(provider.getClass()), e);
        }
    }

    private void addChecked(HypervisorProvider provider) {
        Backend backend = new Backend(provider);
        Optional<String> objection = objectionTo(backend, provider.spiVersion());
        if (objection.isPresent()) {
            problems.add(new BackendProblem(backend.origin(), objection.get(), null));
        } else {
            backends.add(backend);
        }
    }

    private Optional<String> objectionTo(Backend backend, int spiVersion) {
        if (spiVersion > HypervisorProvider.SPI_VERSION) {
            return Optional.of("it was written for SPI version " + spiVersion + ", this SDK speaks "
                    + HypervisorProvider.SPI_VERSION + "; update sdk-api");
        }
        return backends.stream()
                .flatMap(other -> clash(backend, other).stream())
                .findFirst();
    }

    private static Optional<String> clash(Backend backend, Backend first) {
        if (first.id().toLowerCase(Locale.ROOT).equals(backend.id().toLowerCase(Locale.ROOT))) {
            return Optional.of(
                    "its id '" + backend.id() + "' is taken by " + first.origin() + "; remove one of the two");
        }
        return backend.schemes().stream()
                .filter(first.schemes()::contains)
                .findFirst()
                .map(scheme -> "its scheme '" + scheme + "' is taken by backend '" + first.id() + "', " + first.origin()
                        + "; remove one of the two");
    }

    private void problem(String provider, Throwable thrown) {
        Throwable root = rootOf(thrown);
        problems.add(new BackendProblem(provider, "it cannot be loaded: " + root, thrown));
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        for (@Nullable Throwable next = root.getCause(); next != null && next != root; next = root.getCause()) {
            root = next;
        }
        return root;
    }
}
