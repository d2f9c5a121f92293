/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What QEMU answered to a command.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class QmpAnswer {
    private final String text;

    private QmpAnswer(String text) {
        this.text = text;
    }

    /**
     * The answer with this value.
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    public static QmpAnswer of(String json) {
        return new QmpAnswer(Json.text(Json.parse(json)));
    }

    /** The value as JSON; {@code {}} where a command has nothing to say. */
    public String text() {
        return text;
    }

    /**
     * The value as a map in the order of the answer, of text, {@link Integer}, {@link Long}, {@link Double}, {@link Boolean}, lists
     * and maps.
     *
     * @throws IllegalStateException if the value is no object
     */
    public Map<String, Object> asMap() {
        return Json.map(Json.parse(text));
    }

    /**
     * The value as a list.
     *
     * @throws IllegalStateException if the value is no array
     */
    public List<Object> asList() {
        return Json.list(Json.parse(text));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QmpAnswer that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The value as JSON. */
    @Override
    public String toString() {
        return text;
    }
}
