/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.Statistics;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a running guest says and does. */
abstract class InsideChapter extends TckChapter {
    @TckRule(
            id = "HV-741",
            statement = "a console can be opened, closed, and opened again",
            reason = "a session that stays locks others out",
            hint = "Console.open(), ConsoleSession.close()")
    void consolesOpenAgain() {
        Console console = capability(running(), Console.class);
        ConsoleSession session = console.open();
        session.close();
        session.close();
        console.open().close();
    }

    @TckRule(
            id = "HV-742",
            statement = "the output of a console ends when the connection is closed",
            reason = "the thread that reads it would be blocked for ever",
            hint = "ConsoleSession: it is registered with what close() of the connection closes")
    void consolesEndWithTheConnection() throws IOException {
        Guest guest = running();
        var host = lab().open();
        try (ConsoleSession session =
                        capability(host.guest(guest.id()), Console.class).open();
                InputStream output = session.output()) {
            host.close();
            // Within the limit of the rule.
            while (output.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }

    @TckRule(
            id = "HV-743",
            statement = "displays() gives addresses with a scheme and a host, which hold no password",
            reason = "a viewer is started with them, in a process list that all can read",
            hint = "Console.displays()")
    void displaysAreAddresses() {
        for (URI display : capability(running(), Console.class).displays()) {
            Expect.that(display.getScheme() != null, () -> display + " has no scheme");
            Expect.that(display.getUserInfo() == null, () -> "a display's address holds user information");
        }
    }

    @TckRule(
            id = "HV-744",
            statement = "a command in a guest ends with its exit code",
            reason = "scripts decide by it",
            hint = "GuestExec.run(); harmlessCommand() of the subject")
    void commandsEndWithTheirCode() {
        GuestExec exec = capability(running(), GuestExec.class);
        ExecResult result =
                await(exec.run(ExecSpec.builder(tested().harmlessCommand()).build()));
        Expect.equal(0, result.exitCode(), "the exit code");
        Expect.that(!result.truncated(), () -> "the output is said to be truncated");
    }

    @TckRule(
            id = "HV-745",
            statement = "a command that the guest does not have is NotFound, and no shell takes it apart",
            reason = "an argument list is no line for a shell",
            hint = "GuestExec.run(): the command is handed over as a list")
    void commandsAreNoShellLines() {
        GuestExec exec = capability(running(), GuestExec.class);
        Expect.thrown(
                HypervisorException.NotFound.class,
                "run() of a command that is not there",
                () -> await(exec.run(ExecSpec.of("/hvtck-none; true"))));
    }

    @TckRule(
            id = "HV-746",
            statement = "counters of a running guest do not go back",
            reason = "rates are computed from two readings",
            hint = "Statistics.read(): CPU time, disks and network interfaces")
    void countersGrow() {
        Statistics statistics = capability(running(), Statistics.class);
        GuestStatistics first = statistics.read();
        GuestStatistics second = statistics.read();
        Expect.that(!second.time().isBefore(first.time()), () -> "the time of the second reading is earlier");
        Duration before = first.cpuTime().orElse(Duration.ZERO);
        Expect.that(
                second.cpuTime().orElse(before).compareTo(before) >= 0,
                () -> "the CPU time went from " + before + " to " + second.cpuTime());
    }

    @TckRule(
            id = "HV-747",
            statement = "the memory that statistics call assigned is that of the guest's reading",
            reason = "two units in one program are a factor of 1024",
            hint = "Statistics.read(): memoryAssigned() and the units of the host")
    void memoryAgrees() {
        Guest guest = runningWithMemory();
        GuestStatistics statistics = capability(guest, Statistics.class).read();
        GuestInfo info = guest.info();
        Expect.assume(
                statistics.memoryAssigned().isPresent() && info.memory().isPresent(),
                () -> "not tested: the guest has no limit");
        Expect.equal(info.memory(), statistics.memoryAssigned(), "the assigned memory");
    }

    @TckRule(
            id = "HV-748",
            statement = "a second session on a console is a Conflict, or both are open",
            reason = "two people on one keyboard have to know of each other",
            hint = "Console.open(): the host's error for a console that is taken")
    void consolesAreSharedOrTaken() {
        Console console = capability(running(), Console.class);
        ConsoleSession first = console.open();
        @Nullable
        Throwable error = Expect.failure(() -> {
            console.open().close();
            return null;
        });
        first.close();
        Expect.that(
                error == null || error instanceof HypervisorException.Conflict,
                () -> "open() of a console that is open threw " + error);
    }
}
