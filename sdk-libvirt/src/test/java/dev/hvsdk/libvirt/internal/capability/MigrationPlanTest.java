/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said where libvirt does not say what would help; plans themselves need two hosts. */
class MigrationPlanTest {
    private static Optional<String> remedy(Optional<String> ofFamily, int code) {
        MigrationPlan plan = new MigrationPlan(0, MigrationOptions.builder().build(), false, ofFamily);
        VirException failed = new VirException(new VirFailure(code, 0, 0, 0, "no"));
        return plan.explained(failed, ErrorFactory.of("test")).hostFailure("no").remedy();
    }

    @Test
    void sendsADiskThatOnlyOneHostSeesToSharedStorage() {
        assertThat(remedy(Optional.of("stand still"), VirErrors.MIGRATE_UNSAFE).orElseThrow())
                .contains("copyStorage(true)");
    }

    @Test
    void tellsWhatTheFamilyKnowsToHelp() {
        assertThat(remedy(Optional.of("stand still"), VirErrors.OPERATION_FAILED))
                .contains("stand still");
        assertThat(remedy(Optional.empty(), VirErrors.OPERATION_FAILED)).isEmpty();
    }
}
