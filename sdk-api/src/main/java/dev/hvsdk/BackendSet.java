/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk;

import dev.hvsdk.spi.HypervisorProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects backends; whatever is wrong with one becomes a problem and hides none of the others. */
final class BackendSet {
    /** Enough for any class path; ends the loop should a class loader fail the same way for ever. */
    private static final int MAX_FAILURES = 1000;

    /** Deeper than any real chain of causes; ends one that runs in a circle. */
    private static final int MAX_CAUSES = 100;

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** RFC 3986, section 3.1; in lower case, as {@link Backend#schemes} has them. */
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");

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
            } catch (RuntimeException | Error e) {
                failures++;
                problem("a declared provider", e);
            }
        }
    }

    // Error too, here and below: a constructor may throw any (ServiceLoader passes them on), and the others are to be
    // found.
    private void instantiate(ServiceLoader.Provider<HypervisorProvider> declared) {
        try {
            add(declared.get());
        } catch (RuntimeException | Error e) {
            problem(Origins.of(declared.type()), e);
        }
    }

    void add(HypervisorProvider provider) {
        String origin = Origins.of(provider.getClass());
        try {
            // First, because a newer provider may fail at anything else.
            int spiVersion = provider.spiVersion();
            if (spiVersion > HypervisorProvider.SPI_VERSION) {
                String detail = "it was written for SPI version " + spiVersion + ", this SDK speaks "
                        + HypervisorProvider.SPI_VERSION + "; update sdk-api";
                problems.add(new BackendProblem(origin, detail, null));
            } else {
                addOrObject(new Backend(provider), origin);
            }
        } catch (RuntimeException | Error e) {
            problem(origin, e);
        }
    }

    private void addOrObject(Backend backend, String origin) {
        Optional<String> objection = objectionTo(backend);
        if (objection.isEmpty()) {
            backends.add(backend);
        } else {
            problems.add(new BackendProblem(origin, objection.get(), null, backend.schemes()));
        }
    }

    private Optional<String> objectionTo(Backend backend) {
        if (!ID.matcher(backend.id()).matches()) {
            return Optional.of("its id '" + backend.id()
                    + "' is malformed; an id has lower-case letters, digits and single hyphens");
        }
        return malformedScheme(backend).or(() -> clash(backend));
    }

    private static Optional<String> malformedScheme(Backend backend) {
        if (backend.schemes().isEmpty()) {
            return Optional.of("it opens no scheme, so that no URI would ever reach it");
        }
        return backend.schemes().stream()
                .filter(scheme -> !SCHEME.matcher(scheme).matches())
                .findFirst()
                .map(scheme -> "its scheme '" + scheme + "' is none; a scheme has letters, digits, '+', '-' and '.'");
    }

    private Optional<String> clash(Backend backend) {
        return backends.stream()
                .flatMap(first -> clash(backend, first).stream())
                .findFirst();
    }

    private static Optional<String> clash(Backend backend, Backend first) {
        if (first.id().equals(backend.id())) {
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
        // The outer one names the class or the file that ServiceLoader stumbled over, the root says what is wrong with
        // it.
        String outer = thrown instanceof ServiceConfigurationError ? thrown.getMessage() : thrown.toString();
        String detail = root.equals(thrown) ? outer : outer + ": " + root;
        problems.add(new BackendProblem(provider, "it cannot be loaded: " + detail, thrown));
    }

    /** Ends in any case: an exception with a {@code getCause()} of its own can have causes that run in a circle. */
    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; depth < MAX_CAUSES; depth++) {
            @Nullable Throwable cause = root.getCause();
            if (cause == null) {
                return root;
            }
            root = cause;
        }
        return root;
    }
}
