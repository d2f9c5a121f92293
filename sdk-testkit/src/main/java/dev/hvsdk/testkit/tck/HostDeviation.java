/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import org.apiguardian.api.API;

/**
 * A rule that the host's own software cannot keep, declared by a subject and shown in the support matrix.
 *
 * <p>The rule is tested all the same and has to fail in the declared way, so that a deviation is removed when the software
 * learns to keep it. A record, because its components are final by nature. Immutable.
 *
 * @param rule the id of the rule: {@code HV-406}
 * @param failure a part of what the kit says when the rule fails
 * @param proof where it can be seen that the software, not the backend, is the cause: its manual, its source, its bug report
 * @param version the version of the software that it was seen with
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record HostDeviation(String rule, String failure, String proof, String version) {
    /** Checks that nothing is blank; throws {@link IllegalArgumentException} otherwise. */
    public HostDeviation {
        if (rule.isBlank() || failure.isBlank() || proof.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("a deviation needs a rule, its failure, a proof and a version");
        }
    }
}
