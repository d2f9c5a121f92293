/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void keepsItsArgumentsInOrder() {
        Command command = Command.of("xl", "list", "-l");

        assertThat(command.program()).isEqualTo("xl");
        assertThat(command.arguments()).containsExactly("xl", "list", "-l");
        assertThat(command).hasToString("xl list -l");
    }

    @Test
    void grantsMoreWithoutChangingTheOriginal() {
        Command command = Command.of("jls");
        Command patient = command.timeout(Duration.ofMinutes(2)).outputLimit(10);

        assertThat(patient.timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(patient.outputLimit()).isEqualTo(10);
        assertThat(command.timeout()).isEqualTo(Command.DEFAULT_TIMEOUT);
        assertThat(command.outputLimit()).isEqualTo(Command.DEFAULT_OUTPUT_LIMIT);
    }

    @Test
    void refusesWhatNoProgramCanBeGiven() {
        assertThatIllegalArgumentException().isThrownBy(() -> Command.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Command.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Command.of("echo", "a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> Command.of("echo").timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Command.of("echo").outputLimit(-1));
    }
}
