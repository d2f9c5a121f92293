/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import dev.hvsdk.vmware.VsphereChange;
import dev.hvsdk.vmware.VsphereConsole;
import dev.hvsdk.vmware.VsphereConsoleTicket;
import dev.hvsdk.vmware.VsphereFileSystem;
import dev.hvsdk.vmware.VsphereGuestOperations;
import dev.hvsdk.vmware.VsphereProcess;
import dev.hvsdk.vmware.VsphereProgram;
import dev.hvsdk.vmware.VsphereTasks;
import dev.hvsdk.vmware.VsphereTools;
import dev.hvsdk.vmware.VsphereToolsInfo;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What VMware Tools tell and do inside the guests of a simulated vCenter, whose programs are a table; and tickets for screens. */
@Live(Engine.VCSIM)
class GuestToolsLiveTest {
    private static final String NAME = "inner";
    private static final String PASSWORD = "battery-7-staple";
    private static final Credentials USER = Credentials.of("inside", PASSWORD.toCharArray());

    private static Vcsim simulator;

    private Hypervisor vcenter;
    private Guest guest;

    @BeforeAll
    static void start() {
        simulator = Vcsim.setup().guests(0).start();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void open() {
        vcenter =
                new VsphereProvider().open(VsphereSubject.connection(simulator).build());
        guest = vcenter.define(GuestSpec.builder(NAME)
                        .nic(NicSpec.builder("VM Network")
                                .mac("00:50:56:00:AB:01")
                                .build())
                        .build())
                .await();
    }

    @AfterEach
    void close() {
        simulator.calm();
        if (guest.info().state().isActive()) {
            simulator.cli().run("power-off", NAME);
        }
        simulator.cli().run("destroy", NAME);
        vcenter.close();
    }

    /** The simulator takes settings of this form for what tools would tell. */
    private void tell(String property, String value) {
        VsphereChange change =
                VsphereChange.builder().option("SET." + property, value).build();
        guest.capability(VsphereTasks.class).require().reconfigure(change).await();
    }

    private void startWithTools() {
        guest.start().await();
        tell("guest.toolsRunningStatus", "guestToolsRunning");
    }

    private GuestAgent agent() {
        return guest.capability(GuestAgent.class).require();
    }

    private VsphereGuestOperations inside() {
        return guest.capability(VsphereGuestOperations.class).require();
    }

    private static <C extends GuestCapability> void assertReason(Support<C> support, Support.Reason reason) {
        assertThat(support)
                .isInstanceOfSatisfying(
                        Support.Unavailable.class,
                        why -> assertThat(why.reason()).isEqualTo(reason));
    }

    @Test
    void hasAnAgentWhereToolsRun() {
        assertReason(guest.capability(GuestAgent.class), Support.Reason.WRONG_STATE);
        assertReason(guest.capability(VsphereGuestOperations.class), Support.Reason.WRONG_STATE);
        guest.start().await();
        assertReason(guest.capability(GuestAgent.class), Support.Reason.MISSING_SOFTWARE);
        assertReason(guest.capability(VsphereGuestOperations.class), Support.Reason.MISSING_SOFTWARE);
        tell("guest.toolsRunningStatus", "guestToolsRunning");
        assertThat(guest.capabilities()).contains(GuestAgent.class, VsphereGuestOperations.class);
    }

    @Test
    void tellsTheHostNameOnceTheGuestHas() {
        startWithTools();
        assertThat(agent().hostname()).isEmpty();
        tell("guest.hostName", "inner.example");
        assertThat(agent().hostname()).contains("inner.example");
    }

    @Test
    void tellsWhatToolsKnowByOneCall() {
        startWithTools();
        tell("guest.guestFullName", "Debian GNU/Linux 12 (64-bit)");
        tell("guest.ipAddress", "192.0.2.7");
        VsphereTools tools = guest.capability(VsphereTools.class).require();
        int before = simulator.requests("RetrievePropertiesEx");
        VsphereToolsInfo info = tools.read();
        assertThat(simulator.requests("RetrievePropertiesEx")).isEqualTo(before + 1);
        assertThat(info.system()).contains("Debian GNU/Linux 12 (64-bit)");
        assertThat(info.address()).contains("192.0.2.7");
        assertThat(info.hostname()).isEmpty();
        assertThat(info.fileSystems()).isEmpty();
    }

    @Test
    void tellsTheCardsOfTheGuest() {
        startWithTools();
        tell("guest.ipAddress", "192.0.2.7");
        assertThat(agent().interfaces()).singleElement().satisfies(nic -> {
            assertThat(nic.mac()).contains("00:50:56:00:ab:01");
            // The simulator tells no length of the prefix, and an address without one is none of the API.
            assertThat(nic.addresses()).isEmpty();
        });
    }

    @Test
    void tellsAddressesAndFileSystemsOfGuestsWithTools() {
        try (Vcsim equipped = Vcsim.setup().guests(0).tools().start();
                Hypervisor host = new VsphereProvider()
                        .open(VsphereSubject.connection(equipped).build())) {
            NicSpec nic = NicSpec.builder("VM Network").mac("00:50:56:00:AB:02").build();
            Guest one = host.define(GuestSpec.builder(NAME).nic(nic).build()).await();
            one.start().await();
            GuestAgent agent = one.capability(GuestAgent.class).require();
            assertThat(agent.hostname()).contains("inside");
            assertThat(agent.interfaces())
                    .singleElement()
                    .satisfies(seen -> assertThat(seen.addresses()).containsExactly("192.0.2.1/24", "2001:db8::1/64"));
            assertThat(one.capability(VsphereTools.class).require().read().fileSystems())
                    .containsExactly(VsphereFileSystem.builder("/")
                            .capacity(MemorySize.ofGibibytes(16))
                            .free(MemorySize.ofGibibytes(9))
                            .build());
            one.stop().await();
            assertReason(one.capability(GuestAgent.class), Support.Reason.WRONG_STATE);
        }
    }

    @Test
    void tellsToolsThatHaveGoneFromAGuestThatIsDown() {
        startWithTools();
        GuestAgent agent = agent();
        tell("guest.toolsRunningStatus", "guestToolsNotRunning");
        assertThatThrownBy(agent::hostname).isInstanceOf(HypervisorException.TimedOut.class);
        guest.stop().await();
        assertThatThrownBy(agent::hostname).isInstanceOf(HypervisorException.WrongState.class);
        assertThatThrownBy(() -> agent.freeze().await()).isInstanceOf(HypervisorException.WrongState.class);
    }

    @Test
    void holdsNoWrites() {
        startWithTools();
        assertThatThrownBy(() -> agent().freeze().await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("snapshot");
        assertThat(agent().thaw().await()).isZero();
    }

    @Test
    void startsAProgramAndEndsIt() {
        startWithTools();
        VsphereProgram program =
                VsphereProgram.builder("/bin/sleep").arguments("600").build();
        long pid = inside().start(USER, program).await();
        assertThat(simulator.cli().run("programs", NAME).strip()).isEqualTo(pid + "\t/bin/sleep 600");
        VsphereProcess running = find(pid);
        assertThat(running.commandLine()).contains("/bin/sleep 600");
        assertThat(running.owner()).contains("inside");
        assertThat(running.startedAt()).isPresent();
        assertThat(running.endedAt()).isEmpty();
        assertThat(running.exitCode()).isEmpty();
        assertThat(inside().terminate(USER, pid).await()).isEqualTo(pid);
        assertThat(find(pid).endedAt()).isPresent();
        assertThatThrownBy(() -> inside().terminate(USER, pid).await())
                .isInstanceOf(HypervisorException.NotFound.class);
    }

    private VsphereProcess find(long pid) {
        return inside().processes(USER).stream()
                .filter(process -> process.pid() == pid)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsHowProgramsEnded() {
        startWithTools();
        assertThat(inside().processes(USER)).isEmpty();
        long good = inside().start(USER, VsphereProgram.builder("/bin/true").build())
                .await();
        long bad = inside().start(USER, VsphereProgram.builder("/bin/false").build())
                .await();
        assertThat(find(good).exitCode()).hasValue(0);
        assertThat(find(bad).exitCode()).hasValue(1);
        assertThat(simulator.cli().run("programs", NAME).lines())
                .containsExactly(good + "\t/bin/true\t0", bad + "\t/bin/false\t1");
    }

    @Test
    void handsTheProgramOverAsItIs() {
        startWithTools();
        VsphereProgram program = VsphereProgram.builder("/bin/true")
                .arguments("-c 'echo a & exit'")
                .directory("/srv")
                .environment("A", "1=2")
                .environment("B", "")
                .build();
        inside().start(USER, program).await();
        assertThat(simulator.lastRequest("StartProgramInGuest"))
                .contains("<arguments>-c 'echo a &amp; exit'</arguments><workingDirectory>/srv</workingDirectory>"
                        + "<envVariables>A=1=2</envVariables><envVariables>B=</envVariables>");
    }

    @Test
    void findsNoProgramThatIsNotThere() {
        startWithTools();
        VsphereProgram none = VsphereProgram.builder("/bin/none").build();
        assertThatThrownBy(() -> inside().start(USER, none).await()).isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void readsTheEnvironment() {
        startWithTools();
        assertThat(inside().environment(USER))
                .containsExactly(
                        entry("HOME", "/home/inside"),
                        entry("PATH", "/usr/bin:/bin"),
                        entry("EMPTY", ""),
                        entry("OPTIONS", "a=b"));
    }

    @Test
    void saysThatTheGuestRefusedTheLoginAndNotThePassword() {
        startWithTools();
        Credentials wrong = Credentials.of("inside", "hunter2-wrong".toCharArray());
        assertThatThrownBy(() -> inside().processes(wrong))
                .isInstanceOf(HypervisorException.PermissionDenied.class)
                .hasMessageContaining("the guest refused the login")
                .message()
                .doesNotContain("hunter2");
        Credentials nameless = Credentials.of(PASSWORD.toCharArray());
        assertThatThrownBy(() -> inside().processes(nameless)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noticesToolsThatHaveGoneBeforeAProgramStarts() {
        startWithTools();
        VsphereGuestOperations inside = inside();
        tell("guest.toolsRunningStatus", "guestToolsNotRunning");
        assertThatThrownBy(() -> inside.processes(USER))
                .isInstanceOfSatisfying(
                        HypervisorException.Unsupported.class,
                        e -> assertThat(e.reason()).isEqualTo(Support.Reason.MISSING_SOFTWARE));
        guest.stop().await();
        assertThatThrownBy(() -> inside.processes(USER)).isInstanceOf(HypervisorException.WrongState.class);
    }

    @Test
    void startsNothingOnAConnectionThatMayOnlyRead() {
        startWithTools();
        VsphereProgram program = VsphereProgram.builder("/bin/true").build();
        try (Hypervisor reader = new VsphereProvider()
                .open(VsphereSubject.connection(simulator).readOnly(true).build())) {
            Guest seen = reader.guest(guest.id());
            VsphereGuestOperations inside =
                    seen.capability(VsphereGuestOperations.class).require();
            assertThatThrownBy(() -> inside.start(USER, program).await())
                    .isInstanceOf(HypervisorException.PermissionDenied.class);
            VsphereConsole console = seen.capability(VsphereConsole.class).require();
            assertThatThrownBy(console::ticket).isInstanceOf(HypervisorException.PermissionDenied.class);
        }
        assertThat(simulator.cli().run("programs", NAME)).isEmpty();
    }

    @Test
    void takesATicketForTheScreenOfAGuestThatRuns() {
        VsphereConsole console = guest.capability(VsphereConsole.class).require();
        assertThatThrownBy(console::ticket).isInstanceOf(HypervisorException.WrongState.class);
        guest.start().await();
        VsphereConsoleTicket first = console.ticket();
        VsphereConsoleTicket second = console.ticket();
        assertThat(first.address()).hasScheme("wss").hasHost("127.0.0.1");
        assertThat(first.address().getPath()).matches("/ticket/[0-9a-f]{16}");
        assertThat(first.thumbprint().orElseThrow()).matches("([0-9A-F]{2}:){19}[0-9A-F]{2}");
        assertThat(second).isNotEqualTo(first);
        assertThat(first.toString()).contains("127.0.0.1").doesNotContain("/ticket/");
        assertThat(simulator.lastRequest("AcquireTicket")).contains("<ticketType>webmks</ticketType>");
    }

    @Test
    void saysThatServersAreTooOldForTickets() {
        guest.start().await();
        simulator.fault("AcquireTicket:NotSupported");
        VsphereConsole console = guest.capability(VsphereConsole.class).require();
        assertThatThrownBy(console::ticket).isInstanceOf(HypervisorException.Unsupported.class);
    }

    @Test
    void hasScreensAndNoPortableConsoleYet() {
        Support<Console> console = guest.capability(Console.class);
        assertReason(console, Support.Reason.NOT_IMPLEMENTED);
        assertThat(Optional.of(console.toString()))
                .hasValueSatisfying(why -> assertThat(why).contains("VsphereConsole"));
    }
}
