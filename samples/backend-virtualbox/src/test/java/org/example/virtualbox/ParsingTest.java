/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.WrongState;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParsingTest {
    private static final String UUID = "11111111-2222-3333-4444-555555555555";

    @Test
    void readsQuotedAndPlainValues() {
        Machine machine = Machine.parse(
                "name=\"a \\\"b\\\" c\\\\\"\nUUID=\"" + UUID + "\"\nmemory=192\ncpus=2\nVMState=\"running\"\n");
        assertEquals("a \"b\" c\\", machine.info().name());
        assertEquals(Optional.of(MemorySize.ofMebibytes(192)), machine.info().memory());
        assertEquals(GuestState.RUNNING, machine.info().state());
    }

    @Test
    void doesNotTakeADescriptionForAState() {
        Machine machine = Machine.parse("description=\"first\nVMState=\\\"running\\\"\n\"\nVMState=\"poweroff\"\n");
        assertEquals(GuestState.STOPPED, machine.state());
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        Machine machine = Machine.parse("VMState=\"dreaming\"\n");
        assertThrows(UnreadableOutputException.class, machine::state);
        assertThrows(UnreadableOutputException.class, () -> Machine.parse("name=\"no end"));
    }

    @Test
    void findsMachinesByTheEndOfTheLine() {
        String other = UUID.replace('5', '6');
        assertEquals(
                List.of(UUID), Lists.machines("\"a\" {" + other + "}\" {" + UUID + "}\n\"<inaccessible>\" {broken}\n"));
    }

    @Test
    void tellsErrorsApartByTheirCodes() {
        assertInstanceOf(NotFound.class, failure("VBOX_E_OBJECT_NOT_FOUND (0x80bb0001)"));
        assertInstanceOf(WrongState.class, failure("VBOX_E_INVALID_OBJECT_STATE (0x80bb0007)"));
        assertInstanceOf(Conflict.class, failure("VBOX_E_FILE_ERROR (0x80bb0004)"));
        assertInstanceOf(HostFailure.class, failure("NS_ERROR_FAILURE (0x80004005)"));
    }

    private static HypervisorException failure(String code) {
        String stderr =
                "VBoxManage: error: It went wrong.\nVBoxManage: error: Details: code " + code + ", component X\n";
        HypervisorException error = Failures.of(CommandResult.of(1, "", stderr), ErrorFactory.of("virtualbox"));
        assertEquals("It went wrong", error.detail());
        assertEquals(code.split(" ")[0], error.nativeError().orElseThrow().code());
        return error;
    }
}
