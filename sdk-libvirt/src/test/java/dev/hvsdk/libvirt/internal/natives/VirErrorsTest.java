/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VirErrorsTest {
    private static final ErrorFactory ERRORS = ErrorFactory.of("kvm");

    private static VirFailure failure(int code) {
        return new VirFailure(code, 20, 2, 0, "Said by libvirt.");
    }

    static Stream<Arguments> situations() {
        return Stream.of(
                argumentSet("no domain", 42, HypervisorException.NotFound.class),
                argumentSet("no snapshot", 72, HypervisorException.NotFound.class),
                argumentSet("no device of the guest", 99, HypervisorException.NotFound.class),
                argumentSet("volume exists", 90, HypervisorException.Conflict.class),
                argumentSet("resource busy", 87, HypervisorException.Conflict.class),
                argumentSet("operation invalid", 55, HypervisorException.WrongState.class),
                argumentSet("operation denied", 29, HypervisorException.PermissionDenied.class),
                argumentSet("login failed", 45, HypervisorException.PermissionDenied.class),
                argumentSet("no support", 3, HypervisorException.Unsupported.class),
                argumentSet("configuration unsupported", 67, HypervisorException.Unsupported.class),
                argumentSet("no connection", 5, HypervisorException.Unreachable.class),
                argumentSet("timeout", 68, HypervisorException.TimedOut.class),
                argumentSet("agent unresponsive", 86, HypervisorException.TimedOut.class),
                argumentSet("internal error", 1, HypervisorException.HostFailure.class),
                argumentSet("newer than the table", 4711, HypervisorException.HostFailure.class));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void turnsCodesIntoSituations(int code, Class<? extends HypervisorException> expected) {
        assertThat(VirErrors.of(failure(code), ERRORS)).isInstanceOf(expected);
    }

    @Test
    void keepsTheNativeErrorUnchanged() {
        assertThat(VirErrors.of(failure(42), ERRORS).nativeError())
                .contains(new NativeError("libvirt", "VIR_ERR_NO_DOMAIN (42)", "Said by libvirt."));
        assertThat(VirErrors.of(failure(4711), ERRORS).nativeError())
                .contains(new NativeError("libvirt", "VIR_ERR (4711)", "Said by libvirt."));
    }

    @Test
    void makesAClauseOfTheText() {
        assertThat(VirErrors.of(failure(42), ERRORS).detail()).isEqualTo("said by libvirt");
        VirFailure acronym = new VirFailure(42, 0, 0, 0, "QEMU is gone\n");
        assertThat(VirErrors.of(acronym, ERRORS).detail()).isEqualTo("QEMU is gone");
    }

    @Test
    void knowsAnAgentThatWentDownWithItsGuest() {
        assertThat(VirErrors.isAgentGone(new VirFailure(1, 0, 0, 0, "internal error: End of file from agent socket")))
                .isTrue();
        assertThat(VirErrors.isAgentGone(failure(1))).isFalse();
        assertThat(VirErrors.isAgentGone(failure(86))).isFalse();
    }

    @Test
    void takesAnyErrorOfABrokenConnectionForUnreachable() {
        assertThat(VirErrors.broken(failure(1), ERRORS))
                .isInstanceOf(HypervisorException.Unreachable.class)
                .matches(HypervisorException::isTransient);
    }

    @Test
    void takesWhatFailsAtOpeningForUnreachableUnlessItIsTheLogin() {
        assertThat(VirErrors.opening(failure(38), ERRORS)).isInstanceOf(HypervisorException.Unreachable.class);
        assertThat(VirErrors.opening(failure(45), ERRORS)).isInstanceOf(HypervisorException.PermissionDenied.class);
    }

    @Test
    void readsErrnoOfSystemErrors() {
        VirFailure refused = new VirFailure(38, 0, 2, 13, "Failed to connect: Permission denied");
        assertThat(VirErrors.opening(refused, ERRORS)).isInstanceOf(HypervisorException.PermissionDenied.class);
    }

    @Test
    void saysWhyItIsUnsupported() {
        assertThat(((HypervisorException.Unsupported) VirErrors.of(failure(3), ERRORS)).reason())
                .isEqualTo(Support.Reason.NOT_IMPLEMENTED);
        assertThat(((HypervisorException.Unsupported) VirErrors.of(failure(67), ERRORS)).reason())
                .isEqualTo(Support.Reason.HOST_MISCONFIGURED);
    }
}
