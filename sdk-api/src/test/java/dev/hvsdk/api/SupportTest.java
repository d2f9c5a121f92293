/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SupportTest {
    @Test
    void givesTheObjectThatIsAvailable() {
        Support<String> support = Support.available("snapshots");
        List<String> seen = new ArrayList<>();
        support.ifAvailable(seen::add);
        assertThat(support.isAvailable()).isTrue();
        assertThat(support.require()).isEqualTo("snapshots");
        assertThat(support.asOptional()).contains("snapshots");
        assertThat(seen).containsExactly("snapshots");
        assertThat(support.map(String::length).require()).isEqualTo(9);
    }

    @Test
    void saysWhyItIsNotAvailableAndWhatToDo() {
        Support<String> support = Support.unavailable(
                Support.Reason.HOST_MISCONFIGURED, "the host has no IOMMU", "boot with intel_iommu=on");
        assertThat(support.isAvailable()).isFalse();
        assertThat(support.asOptional()).isEmpty();
        support.ifAvailable(it -> fail("called with " + it));
        assertThat(support).hasToString("unavailable (host-misconfigured): the host has no IOMMU");
        assertThat(absence(support).reason()).isEqualTo(Support.Reason.HOST_MISCONFIGURED);
        assertThat(absence(support).detail()).isEqualTo("the host has no IOMMU");
        assertThatExceptionOfType(HypervisorException.Unsupported.class)
                .isThrownBy(support::require)
                .withMessage("the host has no IOMMU; boot with intel_iommu=on")
                .satisfies(error -> assertThat(error.reason()).isEqualTo(Support.Reason.HOST_MISCONFIGURED));
    }

    @ParameterizedTest
    @EnumSource(Support.Reason.class)
    void requiringWhatIsNotAvailableThrowsTheErrorOfTheReason(Support.Reason reason) {
        Support<String> support = Support.unavailable(reason, "no");
        Class<? extends HypervisorException> expected = switch (reason) {
            case PERMISSION_DENIED -> HypervisorException.PermissionDenied.class;
            case WRONG_STATE -> HypervisorException.WrongState.class;
            default -> HypervisorException.Unsupported.class;
        };
        assertThatExceptionOfType(expected).isThrownBy(support::require).withMessage("no");
        assertThat(reason.id()).matches("[a-z]+(-[a-z]+)*");
    }

    @Test
    void anotherViewOfAnAbsenceKeepsItsReasonAndRemedy() {
        Support<Integer> mapped = Support.<String>unavailable(Support.Reason.TOO_OLD, "QEMU 2.0", "install QEMU 6")
                .map(String::length);
        assertThat(absence(mapped).reason()).isEqualTo(Support.Reason.TOO_OLD);
        assertThat(absence(mapped).detail()).isEqualTo("QEMU 2.0");
        assertThat(absence(mapped).remedy()).contains("install QEMU 6");
    }

    private static Support.Unavailable<?> absence(Support<?> support) {
        assertThat(support).isInstanceOf(Support.Unavailable.class);
        return (Support.Unavailable<?>) support;
    }
}
