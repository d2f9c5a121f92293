/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Whether an engine starts a container again when it ends by itself. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RestartPolicy {
    private static final RestartPolicy NEVER = new RestartPolicy(Kind.NEVER, 0);
    private static final RestartPolicy ALWAYS = new RestartPolicy(Kind.ALWAYS, 0);
    private static final RestartPolicy UNLESS_STOPPED = new RestartPolicy(Kind.UNLESS_STOPPED, 0);

    private final Kind kind;
    private final int attempts;

    private RestartPolicy(Kind kind, int attempts) {
        this.kind = kind;
        this.attempts = attempts;
    }

    /** It stays stopped, as containers do where nothing is said. */
    public static RestartPolicy never() {
        return NEVER;
    }

    /** It is started again, also when the engine starts. */
    public static RestartPolicy always() {
        return ALWAYS;
    }

    /** It is started again, also when the engine starts, unless somebody stopped it before that. */
    public static RestartPolicy unlessStopped() {
        return UNLESS_STOPPED;
    }

    /**
     * It is started again when it ends with another exit code than 0.
     *
     * @param attempts how often at most; 0 for as often as it takes
     * @throws IllegalArgumentException if negative
     */
    public static RestartPolicy onFailure(int attempts) {
        if (attempts < 0) {
            throw new IllegalArgumentException("a number of attempts cannot be negative: " + attempts);
        }
        return new RestartPolicy(Kind.ON_FAILURE, attempts);
    }

    /** When it is started again. */
    public Kind kind() {
        return kind;
    }

    /** How often at most, by {@link Kind#ON_FAILURE}; 0 for as often as it takes. */
    public int attempts() {
        return attempts;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RestartPolicy that && kind == that.kind && attempts == that.attempts;
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + attempts;
    }

    /** Such as {@code unless-stopped} or {@code on-failure:3}, as the commands of engines have it. */
    @Override
    public String toString() {
        return kind.id() + (attempts == 0 ? "" : ":" + attempts);
    }

    /** When a container is started again. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** Not by the engine. */
        NEVER("no"),
        /** Whenever it ends. */
        ALWAYS("always"),
        /** Whenever it ends, if nobody stopped it. */
        UNLESS_STOPPED("unless-stopped"),
        /** Whenever it ends with another exit code than 0. */
        ON_FAILURE("on-failure");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The word that the engines have for it. */
        public String id() {
            return id;
        }
    }
}
