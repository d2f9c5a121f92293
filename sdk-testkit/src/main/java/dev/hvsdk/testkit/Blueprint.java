/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.machine.Technology;
import org.jspecify.annotations.Nullable;

/** What a fake host is: how its guests behave, what it calls itself, what it stands on. Immutable. */
record Blueprint(Family family, Identity identity, Hardware hardware, RecordedAnswers answers) {
    /** A host of a family on a machine. */
    static Blueprint of(Family family, Hardware hardware) {
        Identity identity = new Identity(family.product(), family.version(), family.technology());
        return new Blueprint(family, identity, hardware, RecordedAnswers.NONE);
    }

    /**
     * What a host calls itself. Immutable.
     *
     * @param version null if it does not say
     * @param technology null if its guests differ
     */
    record Identity(
            String product,
            @Nullable String version,
            @Nullable Technology technology) {
        HypervisorInfo info(String uri) {
            HypervisorInfo.Builder info = HypervisorInfo.builder(FakeProvider.ID, uri, product);
            if (version != null) {
                info.version(version);
            }
            if (technology != null) {
                info.technology(technology);
            }
            return info.build();
        }
    }
}
