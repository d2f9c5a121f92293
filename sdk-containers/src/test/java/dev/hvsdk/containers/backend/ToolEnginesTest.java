/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.api.HypervisorException.WrongState;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.Sshd;
import dev.hvsdk.spi.HypervisorProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engines on scripts that stand for their tools: what is run, and what is made of the documented answers. */
@LongRunning
class ToolEnginesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private static Stream<Arguments> engines() {
        return Stream.of(
                argumentSet("jail", new JailProvider(), "web"),
                argumentSet("zone", new ZoneProvider(), "web"),
                argumentSet("openvz", new OpenVzProvider(), "101"),
                argumentSet("vserver", new VserverProvider(), "web"),
                argumentSet("nspawn", new NspawnProvider(), "web"));
    }

    private StandIns tools(String id, String name) {
        return StandIns.in(directory).with(name, id.equals("zone") ? "installed" : "stopped");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void startsRunsCommandsInAndStopsAContainer(HypervisorProvider provider, String name) {
        StandIns tools = tools(provider.id(), name);
        try (Hypervisor host = provider.open(tools.here(provider.id()).build())) {
            live(host, name);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    @Live(Engine.SSHD)
    void doesTheSameOverSsh(HypervisorProvider provider, String name) {
        StandIns tools = tools(provider.id(), name);
        try (Sshd sshd = Sshd.start();
                Hypervisor host = provider.open(tools.over(sshd, provider.id()).build())) {
            live(host, name);
        }
    }

    private static void live(Hypervisor host, String name) {
        Guest guest = host.guest(GuestId.of(name));
        assertThat(host.guests().asList()).extracting(GuestInfo::state).containsExactly(GuestState.STOPPED);
        assertThatThrownBy(() -> run(guest, ExecSpec.of("true"))).isInstanceOf(WrongState.class);

        assertThat(guest.start().await(PATIENCE).state()).isEqualTo(GuestState.RUNNING);
        assertThatThrownBy(() -> guest.start().await(PATIENCE)).isInstanceOf(WrongState.class);
        runCommands(guest);
        assertThatThrownBy(() -> guest.pause().await(PATIENCE)).isInstanceOf(Unsupported.class);

        assertThat(guest.reboot().await(PATIENCE).state()).isEqualTo(GuestState.RUNNING);
        assertThat(guest.shutdown().await(PATIENCE).state()).isEqualTo(GuestState.STOPPED);
        guest.start().await(PATIENCE);
        assertThat(guest.stop().await(PATIENCE).state()).isEqualTo(GuestState.STOPPED);
    }

    private static void runCommands(Guest guest) {
        ExecResult result = run(guest, ExecSpec.of("sh", "-c", "echo out; echo err >&2; exit 7"));
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.outputText()).isEqualTo("out\n");
        assertThat(result.errorText()).isEqualTo("err\n");

        List<String> hostile = List.of("a;touch x", "$HOME", "it's", "a b", "`id`", "-x", "*", "\\", "$$", "");
        List<String> command =
                Stream.concat(Stream.of("printf", "%s|"), hostile.stream()).toList();
        assertThat(run(guest, ExecSpec.builder(command).build()).outputText())
                .isEqualTo(String.join("|", hostile) + "|");

        ExecSpec rich = ExecSpec.builder(List.of("sh", "-c", "echo $A; pwd; cat"))
                .environment("A", "b c")
                .workingDirectory("/usr")
                .input(new byte[] {'i', 'n'})
                .build();
        assertThat(run(guest, rich).outputText()).isEqualTo("b c\n/usr\nin");

        assertThatThrownBy(() -> run(guest, ExecSpec.of("no-such-command-here")))
                .isInstanceOf(NotFound.class);
    }

    private static ExecResult run(Guest guest, ExecSpec spec) {
        return guest.capability(GuestExec.class).require().run(spec).await(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;touch /tmp/hvsdk-tools", "../../x", "-x", "a b", "$(id)", "x/y"})
    void neverGivesAHostileNameToATool(String name) {
        for (HypervisorProvider provider : providers()) {
            StandIns tools = StandIns.in(
                    directory.resolve(provider.id()).toFile().mkdir() ? directory.resolve(provider.id()) : directory);
            try (Hypervisor host = provider.open(tools.here(provider.id()).build())) {
                Guest guest = host.guest(GuestId.of(name));

                assertThatThrownBy(() -> guest.start().await(PATIENCE)).isInstanceOf(NotFound.class);
                assertThatThrownBy(() -> run(guest, ExecSpec.of("true"))).isInstanceOf(NotFound.class);
                assertThatThrownBy(() -> host.define(spec(name)).await(PATIENCE))
                        .isInstanceOf(Unsupported.class);
            }
            assertThat(tools.calls()).noneMatch(call -> call.contains(name));
        }
        assertThat(Path.of("/tmp/hvsdk-tools")).doesNotExist();
    }

    private static GuestSpec spec(String name) {
        return GuestSpec.builder(name).boot(BootSource.image("base", List.of())).build();
    }

    private static List<HypervisorProvider> providers() {
        return List.of(
                new JailProvider(),
                new ZoneProvider(),
                new OpenVzProvider(),
                new VserverProvider(),
                new NspawnProvider());
    }

    @Test
    void refusesToActOnAContainerThatTheToolListsUnderAHostileName() {
        StandIns tools = StandIns.in(directory).with("-R", "installed");
        try (Hypervisor host = new ZoneProvider().open(tools.here("zone").build())) {
            assertThat(host.guests().asList()).extracting(GuestInfo::name).containsExactly("-R");

            assertThatThrownBy(() -> host.guest(GuestId.of("-R")).start().await(PATIENCE))
                    .isInstanceOf(HostFailure.class)
                    .hasMessageContaining("cannot be given to a command safely");
        }
        assertThat(tools.calls()).allMatch(call -> call.equals("zoneadm|2|list -cp"));
    }

    @Test
    void keepsTheRawAnswerInTheErrorWhenItCannotBeRead() throws IOException {
        StandIns tools = StandIns.in(directory);
        Files.writeString(
                tools.directory().resolve("vzlist"), "#!/bin/sh\necho garbage; head -c 9000 /dev/zero | tr '\\0' x\n");

        assertThatThrownBy(() -> new OpenVzProvider().open(tools.here("openvz").build()))
                .isInstanceOfSatisfying(HostFailure.class, e -> {
                    String raw = e.nativeError().orElseThrow().text();
                    assertThat(raw).startsWith("garbage\nxxx");
                    assertThat(raw.length()).isLessThan(2100);
                });
    }

    @Test
    void saysThatTheHostHasNoSuchTool() {
        String uri = "vserver:///?tools=" + directory.resolve("none");

        assertThatThrownBy(() -> new VserverProvider().open(ConnectSpec.of(URI.create(uri))))
                .isInstanceOfSatisfying(
                        Unsupported.class, e -> assertThat(e.reason()).isEqualTo(Support.Reason.MISSING_SOFTWARE))
                .hasMessageContaining("the host has no vserver-stat");
    }

    @Test
    void probesSayWhatIsMissingAndHowToReachOtherHosts() {
        Support<HypervisorProvider> answer = new VserverProvider().probe();

        assertThat(answer).isInstanceOfSatisfying(Support.Unavailable.class, no -> {
            assertThat(no.detail()).contains("vserver-stat");
            assertThat(no.remedy().toString()).contains("vserver+ssh://user@host/");
        });
    }

    @Test
    void removesNoContainerOfAnotherWhenMakingOneFails() throws IOException {
        StandIns tools = StandIns.in(directory);
        Files.writeString(
                tools.directory().resolve("vzctl"),
                "#!/bin/sh\n. \"$(dirname \"$0\")/common.sh\"\nlog \"$@\"\nmkdir \"$state/$2\"; put \"$2\" status stopped\nexit 44\n");
        try (Hypervisor host = new OpenVzProvider().open(tools.here("openvz").build())) {
            assertThatThrownBy(() -> host.define(spec("web")).await(PATIENCE)).isInstanceOf(HypervisorException.class);
        }
        assertThat(tools.calls()).hasSize(1).allMatch(call -> call.contains("create 101"));
    }

    @Test
    void makesAContainerAsACloneOfAnImage() {
        StandIns tools = StandIns.in(directory).with("base", "stopped");
        try (Hypervisor host = new NspawnProvider().open(tools.here("nspawn").build())) {
            Guest made = host.define(spec("web")).await(PATIENCE);

            assertThat(made.info().name()).isEqualTo("web");
            made.undefine().await(PATIENCE);
            assertThat(host.guests().asList()).extracting(GuestInfo::name).containsExactly("base");
        }
    }
}
