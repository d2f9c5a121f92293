/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.xen.XenSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What xl of Xen 4.17.7 said of a guest in a pool with the scheduler credit, when it is asked as for credit2. */
class ToolSchedulerTest {
    private static final String ID = "ce7e9cb5-0b96-4176-808e-a06441223205";

    private final List<String> asked = new ArrayList<>();
    private final ToolScheduler scheduler =
            new ToolScheduler(new Dom0Guest(Dom0s.with(command -> answer(command.toString())), GuestId.of(ID)));

    private CommandResult answer(String command) {
        asked.add(command);
        return switch (command) {
            case "xl list -v" ->
                CommandResult.of(0, "web   1    96     1     --p---       0.0 " + ID + "   -    -\n", "");
            case "xl sched-credit2 -d 1" ->
                CommandResult.of(
                        1, "Name    ID Weight  Cap\n", "libxl_domain_sched_params_get returned credit not credit2.\n");
            default -> CommandResult.of(0, "Name    ID Weight  Cap\nweb      1    256   50\n", "");
        };
    }

    @Test
    void asksAgainByTheRightCommand() {
        assertThat(scheduler.schedule())
                .isEqualTo(XenSchedule.builder()
                        .scheduler("credit")
                        .weight(256)
                        .cap(50)
                        .build());
        assertThat(asked).containsExactly("xl list -v", "xl sched-credit2 -d 1", "xl sched-credit -d 1");
    }

    @Test
    void changesOnlyWhatIsAskedFor() {
        scheduler.change(XenSchedule.builder().weight(512).build()).await();

        assertThat(asked).contains("xl sched-credit -d 1 -w 512");
    }

    @Test
    void refusesWhatTheSchedulerDoesNotKnow() {
        assertThatThrownBy(() -> scheduler
                        .change(XenSchedule.builder()
                                .period(Duration.ofMillis(10))
                                .build())
                        .await())
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("credit");
        assertThatThrownBy(() -> scheduler
                        .change(XenSchedule.builder()
                                .scheduler("credit2")
                                .weight(3)
                                .build())
                        .await())
                .isInstanceOf(Unsupported.class);
        assertThat(asked).noneMatch(command -> command.contains(" -w "));
    }
}
