/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * When an engine starts a container again by itself that has ended.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RestartPolicy {
    /** It stays as it ended. */
    public static final RestartPolicy NEVER = new RestartPolicy("no", null);

    /** Whatever its end; also when the engine starts. */
    public static final RestartPolicy ALWAYS = new RestartPolicy("always", null);

    /** Whatever its end; when the engine starts, only if it ran when the engine ended. */
    public static final RestartPolicy UNLESS_STOPPED = new RestartPolicy("unless-stopped", null);

    /** If it ended with another code than zero, however often. */
    public static final RestartPolicy ON_FAILURE = new RestartPolicy("on-failure", null);

    private final String id;
    private final @Nullable Integer most;

    private RestartPolicy(String id, @Nullable Integer most) {
        this.id = id;
        this.most = most;
    }

    /**
     * If it ended with another code than zero.
     *
     * @param most how often in a row
     * @throws IllegalArgumentException if not positive
     */
    public static RestartPolicy onFailure(int most) {
        return new RestartPolicy(ON_FAILURE.id, Checks.positive("a number of restarts", most));
    }

    /**
     * Reads the form of the engines' command lines: {@code no}, {@code always}, {@code unless-stopped}, {@code on-failure} or
     * {@code on-failure:3}.
     *
     * @throws IllegalArgumentException for another text
     */
    public static RestartPolicy parse(String text) {
        int colon = text.indexOf(':');
        return find(colon < 0 ? text : text.substring(0, colon))
                .flatMap(policy -> colon < 0 ? Optional.of(policy) : policy.limited(text.substring(colon + 1)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "a restart policy is no, always, unless-stopped or on-failure[:NUMBER], and not '" + text
                                + "'"));
    }

    private static Optional<RestartPolicy> find(String id) {
        return Optional.ofNullable(
                switch (id) {
                    case "no" -> NEVER;
                    case "always" -> ALWAYS;
                    case "unless-stopped" -> UNLESS_STOPPED;
                    case "on-failure" -> ON_FAILURE;
                    default -> null;
                });
    }

    private Optional<RestartPolicy> limited(String number) {
        return equals(ON_FAILURE) && number.matches("[1-9]\\d{0,8}")
                ? Optional.of(onFailure(Integer.parseInt(number)))
                : Optional.empty();
    }

    /** The engines' word: {@code no}, {@code always}, {@code unless-stopped} or {@code on-failure}. */
    public String id() {
        return id;
    }

    /** How often in a row; empty for no end. */
    public OptionalInt most() {
        return most == null ? OptionalInt.empty() : OptionalInt.of(most);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RestartPolicy that && id.equals(that.id) && Objects.equals(most, that.most);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, most);
    }

    /** Such as {@code on-failure:3}, which {@link #parse} reads. */
    @Override
    public String toString() {
        return most == null ? id : id + ":" + most;
    }
}
