/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GuestCommandTest {
    private static FakeHost host(GuestState state) {
        return FakeHost.kvm().withGuest("web", state);
    }

    private static GuestInfo guest(FakeHost fake) {
        try (Hypervisor host = fake.open()) {
            return host.findGuest("web").orElseThrow().info();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "start, STOPPED, RUNNING",
        "shutdown, RUNNING, STOPPED",
        "stop, RUNNING, STOPPED",
        "pause, RUNNING, PAUSED",
        "resume, PAUSED, RUNNING",
        "reboot, RUNNING, RUNNING",
        "reset, RUNNING, RUNNING",
        "save, RUNNING, STOPPED"
    })
    void changesTheStateOfAGuest(String change, GuestState before, GuestState after) {
        FakeHost fake = host(before);

        Run run = Bench.of(fake).hv("guest", change, "fake:kvm", "web", "--timeout", "30s");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("web is " + after.id());
        assertThat(run.err()).isEmpty();
        assertThat(guest(fake).state()).isEqualTo(after);
    }

    @Test
    void findsAGuestByItsId() {
        FakeHost fake = host(GuestState.STOPPED);

        Run run =
                Bench.of(fake).hv("guest", "start", "fake:kvm", guest(fake).id().toString());

        assertThat(run.out()).startsWith("web is running");
    }

    @Test
    void saysThatAGuestIsInTheWrongState() {
        Run run = Bench.of(host(GuestState.RUNNING)).hv("guest", "start", "fake:kvm", "web");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("web").contains("running").hasLineCount(1);
    }

    @Test
    void asksWhichGuestWasMeant() {
        Run run = Bench.of(host(GuestState.RUNNING)).hv("guest", "stop", "fake:kvm", "wen");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err().strip())
                .isEqualTo(
                        "hv: there is no guest 'wen' on fake:kvm, did you mean 'web'?; 'hv guests fake:kvm' lists them");
    }

    @Test
    void refusesABlankName() {
        Run run = Bench.of(host(GuestState.RUNNING)).hv("guest", "stop", "fake:kvm", " ");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("blank").hasLineCount(1);
    }

    @Test
    void changesNothingOnAHostThatIsOpenedReadOnly() {
        FakeHost fake = host(GuestState.RUNNING);

        Run run = Bench.of(fake).hv("guest", "stop", "fake:kvm", "web", "--read-only");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(guest(fake).state()).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void saysHowASlowHostIsGivenLonger() {
        FakeHost fake = host(GuestState.RUNNING);
        fake.faults().on(HostCall.LIST_GUESTS).hangUntilReleased();

        Run run = Bench.of(fake).hv("guests", "fake:kvm", "--deadline", "200ms");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("no answer within 0.2s", "; --deadline gives the host longer");
    }

    @Test
    void waitsNoLongerThanItWasTold() {
        FakeHost fake = host(GuestState.RUNNING);
        fake.faults().on(HostCall.SHUTDOWN).hangUntilReleased();

        Run run = Bench.of(fake).hv("guest", "shutdown", "fake:kvm", "web", "--timeout", "1s");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("shutdown").hasLineCount(1);
        assertThat(fake.openConnections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "-5s", "0s", "soon", "1h2h", "s", ""})
    void refusesTimesThatAreNone(String time) {
        Run run = Bench.of(host(GuestState.RUNNING)).hv("guest", "stop", "fake:kvm", "web", "--timeout=" + time);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--timeout").hasLineCount(1);
    }

    @Test
    void cancelsOnCtrlCWhatCanBeCancelled() throws Exception {
        FakeHost fake = host(GuestState.STOPPED);
        fake.faults().on(HostCall.START).cancellable().hangUntilReleased();

        Bench bench = Bench.onTerminal(fake);
        Run run = interrupted(fake, bench, "start");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("interrupted: start of guest web was cancelled");
        assertThat(fake.faults().hanging()).isZero();
        assertThat(fake.openConnections()).isZero();
        assertThat(guest(fake).state()).isEqualTo(GuestState.STOPPED);
    }

    @Test
    void saysOnCtrlCWhatGoesOnAtTheHost() throws Exception {
        FakeHost fake = host(GuestState.RUNNING);
        fake.faults().on(HostCall.SHUTDOWN).hangUntilReleased();

        Bench bench = Bench.onTerminal(fake);
        Run run = interrupted(fake, bench, "shutdown");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("interrupted: shutdown of guest web may go on at the host");
        assertThat(fake.openConnections()).isZero();
    }

    private static Run interrupted(FakeHost fake, Bench bench, String change) throws Exception {
        CompletableFuture<Run> run = bench.begin("guest", change, "fake:kvm", "web");
        while (fake.faults().hanging() == 0 && !run.isDone()) {
            Thread.onSpinWait();
        }
        bench.interrupt();
        return run.get(30, TimeUnit.SECONDS);
    }

    @Test
    void showsAPersonWhatItWaitsForAndTakesThatAway() {
        Run run = Bench.onTerminal(host(GuestState.STOPPED)).hv("guest", "start", "fake:kvm", "web");

        assertThat(run.err()).startsWith("\r\u001b[Kstart of guest web ...").endsWith("\r\u001b[K");
        assertThat(run.out()).startsWith("web is running").doesNotContain("\r");
    }

    @Test
    void showsAGuestAndWhyItCannotDoSomething() {
        FakeHost fake = FakeHost.vsphere().withGuest("web", GuestState.RUNNING);

        Run run = Bench.of(fake).hv("guest", "show", "fake:kvm", "web");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).contains("web", "Capabilities");
        assertThat(run.lines())
                .anySatisfy(line -> assertThat(line.strip()).matches("state +running"))
                .anySatisfy(line -> assertThat(line.strip()).matches("snapshots +yes"));
        FakeHost docker = FakeHost.containers().withGuest("cache", GuestState.RUNNING);
        assertThat(Bench.of(docker)
                        .hv("guest", "show", "fake:containers", "cache")
                        .lines())
                .anySatisfy(line -> assertThat(line.strip()).matches("snapshots +no: Docker has no .+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake:kvm", "fake:xen", "fake:vsphere", "fake:containers"})
    void tellsEachCapabilityThatAGuestAndItsHostHave(String uri) {
        try (Hypervisor host = Hypervisors.load().open(uri)) {
            Guest guest = host.findGuest("web").orElseThrow();

            assertThat(Capabilities.of(guest).values().stream().filter(Support::isAvailable))
                    .hasSameSizeAs(guest.capabilities());
            assertThat(Capabilities.of(host).values().stream().filter(Support::isAvailable))
                    .hasSameSizeAs(host.capabilities());
        }
    }

    @ParameterizedTest
    @CsvSource({"show, guest-show", "pause, guest-change"})
    void keepsTheContractOfItsJson(String command, String definition) throws IOException {
        Run run = Bench.of(host(GuestState.RUNNING)).hv("guest", command, "fake:kvm", "web", "--format", "json");

        JsonContract.validate(definition, run.out());
        assertThat(JsonContract.parse(run.out()).at("/guest/name").asText()).isEqualTo("web");
    }

    @Test
    void showsTheCommandsWhereNoneIsGiven() {
        Run run = Run.hv("guest");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "show",
                        "start",
                        "shutdown",
                        "stop",
                        "pause",
                        "resume",
                        "reboot",
                        "reset",
                        "save",
                        "discard",
                        "undefine",
                        "definition",
                        "snapshot")
                .isEqualTo(Run.hv("guest", "--help").out());
        assertThat(Run.hv("guest", "snapshot").err()).contains("list", "create", "revert", "delete");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start",
                "shutdown",
                "stop",
                "pause",
                "resume",
                "reboot",
                "reset",
                "save",
                "discard",
                "undefine",
                "snapshot",
                "snapshot create",
                "snapshot revert",
                "snapshot delete"
            })
    void helpsWithExamplesAndSaysThatFakesForget(String command) {
        Run run = Run.hv(("guest " + command + " --help").split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Usage: hv guest " + command)
                .contains("Examples:")
                .contains("hv guest " + command)
                .containsPattern("A\\s+fake:\\s+host\\s+is\\s+made\\s+anew");
    }

    @Test
    void takesListsRevertsToAndDeletesSnapshots() throws IOException {
        FakeHost fake = host(GuestState.RUNNING);

        assertThat(snapshot(fake, "list", "web").out().strip()).isEqualTo("no snapshots");
        assertThat(snapshot(fake, "create", "web", "one", "--memory", "--description", "before")
                        .out())
                .startsWith("one taken");
        assertThat(Bench.of(fake).hv("guest", "stop", "fake:kvm", "web").exitCode())
                .isZero();
        assertThat(snapshot(fake, "list", "web").lines())
                .anySatisfy(line -> assertThat(line.strip()).matches("one \\(current\\) +running +yes +2026-.*"));
        Run list = snapshot(fake, "list", "web", "--format", "json");
        JsonContract.validate("guest-snapshot-list", list.out());
        JsonNode one = JsonContract.parse(list.out()).at("/snapshots/0");
        assertThat(one.get("description").asText()).isEqualTo("before");
        assertThat(snapshot(fake, "revert", "web", "one").out()).startsWith("web is running");
        Run deleted = snapshot(fake, "delete", "web", "one", "--format", "json");
        JsonContract.validate("guest-snapshot-delete", deleted.out());
        assertThat(snapshot(fake, "list", "web").out().strip()).isEqualTo("no snapshots");
    }

    @Test
    void keepsTheContractOfANewSnapshot() throws IOException {
        JsonContract.validate(
                "guest-snapshot-create",
                snapshot(host(GuestState.STOPPED), "create", "web", "one", "--format", "json")
                        .out());
    }

    @Test
    void asksWhichSnapshotWasMeant() {
        FakeHost fake = host(GuestState.STOPPED);
        assertThat(snapshot(fake, "create", "web", "before-upgrade").exitCode()).isZero();

        Run run = snapshot(fake, "delete", "web", "before-update");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("did you mean 'before-upgrade'?").hasLineCount(1);
    }

    @Test
    void saysWhyThereAreNoSnapshots() {
        FakeHost fake = FakeHost.containers().withGuest("web", GuestState.RUNNING);

        Run run = snapshot(fake, "list", "web");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).hasLineCount(1);
    }

    private static Run snapshot(FakeHost fake, String command, String guest, String... more) {
        String[] args = new String[5 + more.length];
        System.arraycopy(new String[] {"guest", "snapshot", command, "fake:kvm", guest}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return Bench.of(fake).hv(args);
    }

    @Test
    void goesOnWhereItWasAfterASave() throws IOException {
        FakeHost fake = host(GuestState.RUNNING);

        assertThat(Bench.of(fake).hv("guest", "save", "fake:kvm", "web").out()).startsWith("web is stopped (saved)");
        Run discarded = Bench.of(fake).hv("guest", "discard", "fake:kvm", "web", "--format", "json");
        JsonContract.validate("guest-change", discarded.out());
        Run again = Bench.of(fake).hv("guest", "discard", "fake:kvm", "web");
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.err()).startsWith("hv: ").hasLineCount(1);
    }

    @Test
    void saysWhyAContainerCannotBeSaved() {
        FakeHost fake = FakeHost.containers().withGuest("web", GuestState.RUNNING);

        Run run = Bench.of(fake).hv("guest", "save", "fake:kvm", "web");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("CRIU").hasLineCount(1);
    }

    @Test
    void stopsAGuestThatIgnoresEachWayOfAsking() throws Exception {
        FakeHost fake = host(GuestState.RUNNING);
        fake.guestIgnores(guest(fake).id(), ShutdownMethod.values());
        Bench bench = Bench.of(fake);

        CompletableFuture<Run> run = bench.begin(
                "guest",
                "shutdown",
                "fake:kvm",
                "web",
                "--by",
                "agent",
                "--by=ACPI",
                "--patience",
                "1m",
                "--then-stop");
        while (!run.isDone()) {
            fake.clock().advance(Duration.ofMinutes(1));
            Thread.onSpinWait();
        }

        assertThat(run.get().exitCode()).as(run.get().err()).isZero();
        assertThat(run.get().out()).startsWith("web is stopped (destroyed)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--then-stop  | --then-stop needs a --patience",
                "--by=mail    | it is one of agent, acpi, signal, and not 'mail'",
                "--patience=5 | it is a time such as"
            })
    void refusesWaysToShutDownThatAreNone(String option, String message) {
        Run run = Bench.of(host(GuestState.RUNNING)).hv("guest", "shutdown", "fake:kvm", "web", option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
    }

    @Test
    void hasTheHostForgetAGuest() throws IOException {
        FakeHost fake = host(GuestState.STOPPED);
        String id = guest(fake).id().toString();

        Run run = Bench.of(fake).hv("guest", "undefine", "fake:kvm", "web", "--format", "json");

        JsonContract.validate("guest-undefine", run.out());
        assertThat(JsonContract.parse(run.out()).get("undefined").asText()).isEqualTo(id);
        assertThat(Bench.of(fake).hv("guests", "fake:kvm").out()).contains("no guests");
        assertThat(Bench.of(host(GuestState.STOPPED))
                        .hv("guest", "undefine", "fake:kvm", "web")
                        .out()
                        .strip())
                .isEqualTo("web is undefined");
    }

    @Test
    void forgetsNoGuestThatRuns() {
        FakeHost fake = host(GuestState.RUNNING);

        assertThat(Bench.of(fake).hv("guest", "undefine", "fake:kvm", "web").exitCode())
                .isEqualTo(3);
        assertThat(guest(fake).state()).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void printsADefinitionAsItIs() throws IOException {
        FakeHost fake = host(GuestState.STOPPED);

        Run text = Bench.of(fake).hv("guest", "definition", "fake:kvm", "web");
        Run json = Bench.of(fake).hv("guest", "definition", "fake:kvm", "web", "--format", "json");

        JsonContract.validate("guest-definition", json.out());
        JsonNode definition = JsonContract.parse(json.out()).get("definition");
        assertThat(definition.get("format").asText()).isEqualTo("libvirt-domain-xml");
        assertThat(text.lines())
                .containsExactlyElementsOf(
                        definition.get("text").asText().lines().toList());
    }

    @Test
    void keepsADefinitionWholeAndHarmless() {
        StringWriter out = new StringWriter();
        Page page = new Page(new PrintWriter(out), 40, false);

        page.verbatim("\t<a b='" + "x".repeat(1000) + "'/>\n  \u001b[2J\n\n");

        assertThat(out.toString().lines()).containsExactly("\t<a b='" + "x".repeat(1000) + "'/>", "  ?[2J", "");
    }

    @Test
    void keepsASnapshotWhereItIsTold() throws IOException {
        FakeHost fake = host(GuestState.RUNNING);

        Run run = snapshot(fake, "create", "web", "one", "--external", "--disk-only", "--format", "json");

        JsonContract.validate("guest-snapshot-create", run.out());
        JsonNode taken = JsonContract.parse(run.out()).get("snapshot");
        assertThat(taken.get("storage").asText()).isEqualTo("external");
        assertThat(taken.get("holdsMemory").asBoolean()).isFalse();
        assertThat(snapshot(fake, "create", "web", "two", "--internal", "--memory")
                        .exitCode())
                .isZero();
        assertThat(snapshot(fake, "list", "web").out()).contains("external", "internal");
    }

    @ParameterizedTest
    @CsvSource({"--memory, --disk-only", "--external, --internal"})
    void refusesSnapshotsThatContradictThemselves(String one, String other) {
        Run run = snapshot(host(GuestState.RUNNING), "create", "web", "one", one, other);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(one + " and " + other + " exclude each other")
                .hasLineCount(1);
    }
}
