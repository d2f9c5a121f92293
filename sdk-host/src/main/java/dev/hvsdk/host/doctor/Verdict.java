/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * What a check came to.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Verdict {
    /** As it should be. */
    PASS,
    /** What the group is for works, and worse than it could; or it could not be found out. */
    WARN,
    /** What the group is for does not work. */
    FAIL,
    /** It does not apply to this host, or is nobody's fault. */
    NOTE;

    /** The identifier in text and JSON: {@code pass}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
