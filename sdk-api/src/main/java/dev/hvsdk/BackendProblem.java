/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk;

import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A backend that was found and cannot be used as it is, and why.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BackendProblem {
    private final String provider;
    private final String detail;
    private final @Nullable Throwable cause;
    private final Set<String> schemes;

    BackendProblem(String provider, String detail, @Nullable Throwable cause) {
        this(provider, detail, cause, Set.of());
    }

    BackendProblem(String provider, String detail, @Nullable Throwable cause, Set<String> schemes) {
        this.provider = provider;
        this.detail = detail;
        this.cause = cause;
        this.schemes = Set.copyOf(schemes);
    }

    /** Whether its provider came so far as to say that it opens this scheme, given in lower case. */
    boolean claims(String scheme) {
        return schemes.contains(scheme);
    }

    /** The class that was declared as the provider, or where the declaration is, as far as it is known. */
    public String provider() {
        return provider;
    }

    /** What is wrong and what to do, one line for people. */
    public String detail() {
        return detail;
    }

    /** What was thrown, if something was. */
    public Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    /** The provider and the detail. */
    @Override
    public String toString() {
        return provider + ": " + detail;
    }
}
