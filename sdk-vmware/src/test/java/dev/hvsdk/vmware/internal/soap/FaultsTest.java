/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.soap;

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
import org.junit.jupiter.params.provider.ValueSource;

/** Which errors the faults of vSphere are. */
class FaultsTest {
    private static final ErrorFactory ABOUT =
            ErrorFactory.of("vsphere").operation("start").subject("guest vm-1");

    private static HypervisorException error(String type, String text, Element... detail) {
        return Faults.error(SoapFault.of(Element.of(type + "Fault", detail).typed(type), text), ABOUT);
    }

    private static Arguments is(Class<? extends HypervisorException> error, String... types) {
        return argumentSet(error.getSimpleName() + " " + types[0], error, types);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                is(HypervisorException.PermissionDenied.class, "InvalidLogin", "NotAuthenticated", "NoPermission"),
                is(HypervisorException.PermissionDenied.class, "RestrictedVersion", "LicenseExpired"),
                is(HypervisorException.NotFound.class, "ManagedObjectNotFound", "NotFound", "FileNotFound"),
                is(HypervisorException.Conflict.class, "DuplicateName", "AlreadyExists", "FileAlreadyExists"),
                is(HypervisorException.Conflict.class, "ResourceInUse", "FileLocked", "DeviceInUse"),
                is(HypervisorException.WrongState.class, "InvalidPowerState", "InvalidState", "TaskInProgress"),
                is(HypervisorException.WrongState.class, "SnapshotLocked", "QuestionPending"),
                is(HypervisorException.Unsupported.class, "ToolsUnavailable", "NotSupported", "NotImplemented"),
                is(HypervisorException.Unreachable.class, "HostNotConnected", "HostCommunication", "NoConnection"),
                is(HypervisorException.TimedOut.class, "Timedout", "RequestCanceled"),
                is(HypervisorException.HostFailure.class, "SystemError", "GenericVmConfigFault", "OfTheFuture"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isOneOfTheEight(Class<? extends HypervisorException> error, String... types) {
        assertThat(types)
                .allSatisfy(type -> assertThat(error(type, "as it says"))
                        .isExactlyInstanceOf(error)
                        .hasMessageStartingWith("vsphere: start guest vm-1: "));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void keepsWhatTheServerSaid(Class<? extends HypervisorException> error, String... types) {
        assertThat(types)
                .allSatisfy(type -> assertThat(error(type, "as it says").nativeError())
                        .contains(new NativeError("vim25", type, "as it says")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TaskInProgress", "ConcurrentAccess", "HostCommunication", "HostNotConnected"})
    void saysWhatPassesByItself(String type) {
        assertThat(error(type, "").isTransient()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NoPermission", "InvalidLogin", "NotAuthenticated", "InvalidPowerState", "DuplicateName"})
    void saysWhatDoesNotPass(String type) {
        assertThat(error(type, "").isTransient()).isFalse();
    }

    @Test
    void namesThePrivilegeThatIsMissing() {
        Element privilege = Element.ofText("privilegeId", "VirtualMachine.Interact.PowerOn");

        assertThat(error("NoPermission", "", privilege)).hasMessageContaining("VirtualMachine.Interact.PowerOn");
        assertThat(error("NoPermission", "")).hasMessageContaining("lacks a privilege");
    }

    @Test
    void namesTheStateThatStandsInTheWay() {
        assertThat(error("InvalidPowerState", "", Element.ofText("existingState", "poweredOn")))
                .hasMessageContaining("poweredOn");
        assertThat(error("InvalidPowerState", "not now")).hasMessageContaining("not now");
    }

    @Test
    void takesAMethodThatTheServerDoesNotKnowForOneOfNewerServers() {
        assertThat(error("SystemError", "HostSystem does not implement: Future"))
                .isInstanceOfSatisfying(
                        HypervisorException.Unsupported.class,
                        e -> assertThat(e.reason()).isEqualTo(Support.Reason.TOO_OLD));
    }
}
