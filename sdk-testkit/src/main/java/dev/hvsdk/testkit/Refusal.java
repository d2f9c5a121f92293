/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Support;
import dev.hvsdk.api.Support.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Why a fake host does not offer a capability. Immutable.
 *
 * @param remedy null where nothing helps
 */
record Refusal(Reason reason, String detail, @Nullable String remedy) {
    /** The technology has no such notion. */
    static Refusal noSuchConcept(String detail) {
        return new Refusal(Reason.NO_SUCH_CONCEPT, detail, null);
    }

    /** The technology can do it, but its fake cannot. */
    static Refusal notImplemented(Class<?> type) {
        return new Refusal(
                Reason.NOT_IMPLEMENTED,
                "fake hosts do not imitate " + type.getSimpleName() + " yet",
                "test code that needs it against a real host");
    }

    /** Neither portable nor the fake's own. */
    static Refusal unknown(Class<?> type) {
        return noSuchConcept("a fake host does not know " + type.getName());
    }

    <C> Support<C> answer() {
        return remedy == null ? Support.unavailable(reason, detail) : Support.unavailable(reason, detail, remedy);
    }
}
