/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import dev.hvsdk.vmware.VsphereChange;
import dev.hvsdk.vmware.VsphereCloneSpec;
import dev.hvsdk.vmware.VspherePlace;
import dev.hvsdk.vmware.VspherePlacement;
import dev.hvsdk.vmware.VsphereServer;
import dev.hvsdk.vmware.VsphereTask;
import dev.hvsdk.vmware.VsphereTaskState;
import dev.hvsdk.vmware.VsphereTasks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What vSphere does with guests beyond the portable API, on a simulated vCenter, each seen from outside too. */
@Live(Engine.VCSIM)
class TasksLiveTest {
    private static final String NAME = "web";
    private static final String COPY = "web-2";

    private static Vcsim simulator;

    private Hypervisor vcenter;
    private Guest guest;

    @BeforeAll
    static void start() {
        simulator = Vcsim.setup().guests(1).clusters(2).hosts(2).datastores(2).start();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void open() {
        vcenter = connect().open();
        guest = vcenter.define(GuestSpec.builder(NAME).vcpus(3).build()).await();
    }

    private static Connection connect() {
        return new Connection(VsphereSubject.connection(simulator));
    }

    /** A connection to be. */
    private record Connection(ConnectSpec.Builder spec) {
        Hypervisor open() {
            return new VsphereProvider().open(spec.build());
        }
    }

    @AfterEach
    void close() {
        simulator.calm();
        for (String name : List.of(NAME, COPY, "renamed")) {
            for (String line = line(name); !line.isEmpty(); line = line(name)) {
                if (!line.contains("poweredOff")) {
                    simulator.cli().run("power-off", name);
                }
                simulator.cli().run("destroy", name);
            }
        }
        vcenter.close();
    }

    private static String line(String name) {
        return simulator
                .cli()
                .run("list")
                .lines()
                .filter(line -> line.startsWith(name + "\t"))
                .findFirst()
                .orElse("");
    }

    private VsphereTasks tasks() {
        return guest.capability(VsphereTasks.class).require();
    }

    private VsphereServer server() {
        return vcenter.capability(VsphereServer.class).require();
    }

    private Map<?, VspherePlacement> placements() {
        return server().placements();
    }

    private VspherePlacement placement(GuestInfo of) {
        return Optional.ofNullable(placements().get(of.id())).orElseThrow();
    }

    private GuestInfo makeClone(VsphereCloneSpec.Builder spec) {
        return tasks().makeClone(spec.build()).await();
    }

    @Test
    void tellsWhereAllGuestsAreByOneCall() {
        int before = simulator.requests("RetrievePropertiesEx");
        Map<?, VspherePlacement> places = placements();
        assertThat(simulator.requests("RetrievePropertiesEx")).isEqualTo(before + 1);
        assertThat(places).hasSize(vcenter.guests().asList().size());
        VspherePlacement place = placement(guest.info());
        assertThat(place.path())
                .contains(simulator.cli().run("path", NAME).strip())
                .contains("/DC0/vm/" + NAME);
        assertThat(place.datacenter()).contains("DC0");
        assertThat(place.resourcePool())
                .hasValueSatisfying(pool -> assertThat(pool).endsWith("/Resources"));
        assertThat(place.datastores()).singleElement().isIn("LocalDS_0", "LocalDS_1");
    }

    @Test
    void tellsTheClusterThatAHostIsIn() {
        assertThat(placements().values())
                .isNotEmpty()
                .allSatisfy(place -> assertThat(place.host().orElseThrow())
                        .startsWith(place.cluster().orElseThrow() + "_H"));
    }

    @Test
    void makesACloneBesideTheGuest() {
        GuestInfo made = makeClone(VsphereCloneSpec.builder(COPY));
        assertThat(made.name()).isEqualTo(COPY);
        assertThat(made.state()).isEqualTo(GuestState.STOPPED);
        assertThat(made.vcpus()).hasValue(3);
        assertThat(simulator.cli().run("path", COPY).strip()).isEqualTo("/DC0/vm/" + COPY);
        assertThat(line(COPY)).contains("poweredOff");
    }

    @Test
    void makesACloneInItsPlaceAndStartsIt() {
        VspherePlace place = VspherePlace.builder()
                .folder("/DC0/vm")
                .resourcePool("DC0_C0")
                .host("DC0_C0_H1")
                .datastore("LocalDS_1")
                .build();
        GuestInfo made = makeClone(VsphereCloneSpec.builder(COPY).place(place).start(true));
        assertThat(made.state()).isEqualTo(GuestState.RUNNING);
        assertThat(line(COPY)).contains("poweredOn");
        assertThat(placement(made).resourcePool()).contains("/DC0/host/DC0_C0/Resources");
        assertThat(simulator.cli().run("property", COPY, "config.files.vmPathName"))
                .startsWith("\"[LocalDS_1] ");
        // The simulator takes the host of the original, so only what it was told can be seen.
        assertThat(simulator.lastRequest("CloneVM_Task")).containsPattern("<host type=\"HostSystem\">host-\\d+</host>");
    }

    @Test
    void takesThePoolOfTheHostIfOnlyThatIsNamed() {
        VspherePlace alone = VspherePlace.builder().host("DC0_C1_H0").build();
        GuestInfo made = makeClone(VsphereCloneSpec.builder(COPY).place(alone));
        assertThat(placement(made).resourcePool()).contains("/DC0/host/DC0_C1/Resources");
    }

    @Test
    void hasDisksOfACloneStandOnThoseOfASnapshot() {
        Snapshot snapshot = guest.capability(Snapshots.class)
                .require()
                .create(SnapshotSpec.builder("base").build())
                .await();
        makeClone(VsphereCloneSpec.builder(COPY).snapshot(snapshot.id()));
        assertThat(simulator.lastRequest("CloneVM_Task"))
                .contains("<diskMoveType>createNewChildDiskBacking</diskMoveType>")
                .contains("<snapshot type=\"VirtualMachineSnapshot\">" + snapshot.id() + "</snapshot>");
    }

    @Test
    void asksForNoCloneOfASnapshotOfAnotherGuest() {
        assertNoClone(VsphereCloneSpec.builder(COPY).snapshot("snapshot-9999"), HypervisorException.NotFound.class);
    }

    @Test
    void asksForNoCloneInAPlaceThatIsNotThere() {
        for (VspherePlace place : List.of(
                VspherePlace.builder().folder("none").build(),
                VspherePlace.builder().host("none").build(),
                VspherePlace.builder().resourcePool("/DC0/host/none").build(),
                VspherePlace.builder().datastore("none").build(),
                // A folder, but of hosts.
                VspherePlace.builder().folder("/DC0/host").build())) {
            assertNoClone(VsphereCloneSpec.builder(COPY).place(place), HypervisorException.NotFound.class);
        }
    }

    @Test
    void namesThosePlacesThatBearOneName() {
        VspherePlace place = VspherePlace.builder().resourcePool("Resources").build();
        int before = simulator.requests("CloneVM_Task");
        assertThatThrownBy(() -> makeClone(VsphereCloneSpec.builder(COPY).place(place)))
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("/DC0/host/DC0_C0/Resources")
                .hasMessageContaining("/DC0/host/DC0_C1/Resources");
        assertThat(simulator.requests("CloneVM_Task")).isEqualTo(before);
    }

    private void assertNoClone(VsphereCloneSpec.Builder spec, Class<?> error) {
        int before = simulator.requests("CloneVM_Task");
        assertThatThrownBy(() -> makeClone(spec)).isInstanceOf(error);
        assertThat(simulator.requests("CloneVM_Task")).isEqualTo(before);
        assertThat(line(COPY)).isEmpty();
    }

    @Test
    void makesNoCloneOfANameThatIsTaken() {
        assertThatThrownBy(() -> makeClone(VsphereCloneSpec.builder(NAME)))
                .isInstanceOf(HypervisorException.Conflict.class);
    }

    @Test
    void tellsProgressOfAClone() throws InterruptedException {
        simulator.fault("CloneVM_Task:slow.600");
        BlockingQueue<Progress> seen = new LinkedBlockingQueue<>();
        Operation<GuestInfo> clone =
                tasks().makeClone(VsphereCloneSpec.builder(COPY).build()).onProgress(seen::add);
        Progress first = Optional.ofNullable(seen.poll(10, TimeUnit.SECONDS)).orElseThrow();
        assertThat(first.total()).hasValue(100);
        assertThat(clone.await().name()).isEqualTo(COPY);
    }

    @Test
    void givesACloneUp() throws InterruptedException {
        simulator.fault("CloneVM_Task:slow.60000");
        BlockingQueue<Progress> seen = new LinkedBlockingQueue<>();
        Operation<GuestInfo> clone =
                tasks().makeClone(VsphereCloneSpec.builder(COPY).build()).onProgress(seen::add);
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(clone.cancel()).isTrue();
        assertThatThrownBy(clone::await).isInstanceOf(CancellationException.class);
        assertThat(line(COPY)).isEmpty();
        assertThat(recent("CloneVM_Task")).last().extracting(VsphereTask::state).isEqualTo(VsphereTaskState.CANCELLED);
    }

    @Test
    void makesTemplatesAndClonesThem() {
        GuestInfo template = tasks().markAsTemplate().await();
        assertThat(template.reason()).contains(StateReason.of("template"));
        assertThat(simulator.cli().run("property", NAME, "config.template")).isEqualToIgnoringWhitespace("true");
        // A template has no pool, so that one has to be found.
        assertThat(makeClone(VsphereCloneSpec.builder(COPY)).reason()).isEmpty();
        assertThat(line(COPY)).isNotEmpty();
    }

    @Test
    void startsNoTemplate() {
        VsphereCloneSpec both =
                VsphereCloneSpec.builder(COPY).template(true).start(true).build();
        assertThatThrownBy(() -> tasks().makeClone(both)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void movesAGuestToAnotherHostAndDatastore() {
        VspherePlace there =
                VspherePlace.builder().host("DC0_C1_H0").datastore("LocalDS_1").build();
        VspherePlacement moved = tasks().relocate(there).await();
        assertThat(moved.host()).contains("DC0_C1_H0");
        assertThat(moved.cluster()).contains("DC0_C1");
        assertThat(moved.resourcePool()).contains("/DC0/host/DC0_C1/Resources");
        assertThat(moved.datastores()).containsExactly("LocalDS_1");
        VspherePlace back = VspherePlace.builder().host("DC0_C0_H1").build();
        assertThat(tasks().relocate(back).await().cluster()).contains("DC0_C0");
        assertThat(simulator.cli().run("property", NAME, "runtime.host")).contains("HostSystem");
    }

    @Test
    void movesAGuestNowhereThatIsNotThere() {
        int before = simulator.requests("RelocateVM_Task");
        VspherePlace place = VspherePlace.builder().host("none").build();
        assertThatThrownBy(() -> tasks().relocate(place).await()).isInstanceOf(HypervisorException.NotFound.class);
        assertThat(simulator.requests("RelocateVM_Task")).isEqualTo(before);
    }

    @Test
    void renamesAGuest() {
        assertThat(tasks().rename("renamed").await().name()).isEqualTo("renamed");
        assertThat(line("renamed")).isNotEmpty();
        assertThat(line(NAME)).isEmpty();
    }

    @Test
    void leavesTheNameIfItIsTaken() {
        makeClone(VsphereCloneSpec.builder(COPY));
        assertThatThrownBy(() -> tasks().rename(COPY).await()).isInstanceOf(HypervisorException.Conflict.class);
        assertThat(guest.info().name()).isEqualTo(NAME);
    }

    @Test
    void keepsTheCharactersOfAName() {
        assertThat(tasks().rename("a/b 50%").await().name()).isEqualTo("a/b 50%");
        assertThat(simulator.lastRequest("Rename_Task")).contains("<newName>a%2fb 50%25</newName>");
        tasks().rename(NAME).await();
    }

    @Test
    void changesSettings() {
        VsphereChange change = VsphereChange.builder()
                .note("who & why")
                .guestId("debian9_64Guest")
                .option("guestinfo.role", "front")
                .build();
        tasks().reconfigure(change).await();
        assertThat(simulator.cli().run("property", NAME, "config.annotation")).contains("who \\u0026 why");
        assertThat(simulator.cli().run("property", NAME, "config.guestId")).contains("debian9_64Guest");
        assertThat(simulator.cli().run("property", NAME, "config.extraConfig"))
                .contains("\"Key\":\"guestinfo.role\",\"Value\":\"front\"");
    }

    @Test
    void asksForSettingsInTheOrderOfTheSchema() {
        VsphereChange change = VsphereChange.builder()
                .nested(true)
                .changeTracking(true)
                .cpuHotAdd(true)
                .memoryHotAdd(false)
                .note("n")
                .option("a", "")
                .build();
        tasks().reconfigure(change).await();
        assertThat(simulator.lastRequest("ReconfigVM_Task"))
                .containsSubsequence(
                        "<annotation>",
                        "<memoryHotAddEnabled>false<",
                        "<cpuHotAddEnabled>true<",
                        "<extraConfig",
                        "<changeTrackingEnabled>true<",
                        "<nestedHVEnabled>true<");
    }

    @Test
    void asksForNothingIfNothingIsToBeChanged() {
        int before = simulator.requests("ReconfigVM_Task");
        tasks().reconfigure(VsphereChange.builder().build()).await();
        assertThat(simulator.requests("ReconfigVM_Task")).isEqualTo(before);
    }

    @Test
    void forgetsAGuestAndMakesItOfItsFilesAgain() {
        String file = simulator
                .cli()
                .run("property", NAME, "config.files.vmPathName")
                .strip()
                .replace("\"", "");
        assertThat(tasks().unregister().await()).isEqualTo(guest.id());
        assertThat(line(NAME)).isEmpty();
        VspherePlace place = VspherePlace.builder().resourcePool("DC0_C0").build();
        GuestInfo again = server().register(file, place).await();
        assertThat(again.name()).isEqualTo(NAME);
        assertThat(line(NAME)).isNotEmpty();
    }

    @Test
    void registersNoFileThatIsNotThere() {
        VspherePlace anywhere = VspherePlace.builder().build();
        assertThatThrownBy(() ->
                        server().register("[LocalDS_0] none/none.vmx", anywhere).await())
                .isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void forgetsNoGuestThatRuns() {
        guest.start().await();
        assertThatThrownBy(() -> tasks().unregister().await()).isInstanceOf(HypervisorException.WrongState.class);
        assertThat(line(NAME)).isNotEmpty();
    }

    /** The simulator has words of its own for some. */
    private List<VsphereTask> recent(String name) {
        return server().recentTasks().stream()
                .filter(task -> task.name().equals(name))
                .toList();
    }

    @Test
    void listsWhatOthersHaveDoneToo() {
        simulator.cli().run("power-on", NAME);
        VsphereTask task = recent("PowerOn").stream()
                .filter(one -> one.guest().filter(guest.id()::equals).isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(task.state()).isEqualTo(VsphereTaskState.DONE);
        assertThat(task.user()).contains("vcsim");
        assertThat(task.failure()).isEmpty();
        assertThat(Stream.of(task.queuedAt(), task.startedAt(), task.endedAt()).map(Optional::orElseThrow))
                .isSorted();
    }

    @Test
    void tellsWhyATaskFailed() {
        simulator.fault("RelocateVM_Task:task.InvalidState");
        VspherePlace place = VspherePlace.builder().datastore("LocalDS_1").build();
        assertThatThrownBy(() -> tasks().relocate(place).await()).isInstanceOf(HypervisorException.WrongState.class);
        VsphereTask task = recent("RelocateVM_Task").stream()
                .filter(one -> one.state() == VsphereTaskState.FAILED)
                .findFirst()
                .orElseThrow();
        assertThat(task.failure()).containsInstanceOf(HypervisorException.WrongState.class);
    }

    @Test
    void givesTheTaskOfAnotherUp() {
        simulator.fault("CloneVM_Task:slow.60000");
        Operation<GuestInfo> clone =
                tasks().makeClone(VsphereCloneSpec.builder(COPY).build());
        try (Hypervisor other = connect().open()) {
            VsphereServer seen = other.capability(VsphereServer.class).require();
            VsphereTask task = running(seen);
            assertThat(task.percent()).isPresent();
            assertThat(seen.cancelTask(task.id()).await()).isEqualTo(task.id());
            assertThatThrownBy(() -> seen.cancelTask("task-99999").await())
                    .isInstanceOf(HypervisorException.NotFound.class);
        }
        assertThatThrownBy(clone::await).isInstanceOf(HypervisorException.class);
        assertThat(line(COPY)).isEmpty();
    }

    private static VsphereTask running(VsphereServer server) {
        Optional<VsphereTask> found = Optional.empty();
        while (found.isEmpty()) {
            found = server.recentTasks().stream()
                    .filter(task -> task.state() == VsphereTaskState.RUNNING)
                    .findFirst();
        }
        return found.get();
    }

    @Test
    void givesUpNoTaskThatHasEnded() {
        guest.start().await();
        VsphereTask ended = recent("PowerOn").get(0);
        assertThatThrownBy(() -> server().cancelTask(ended.id()).await())
                .isInstanceOf(HypervisorException.WrongState.class);
    }

    @Test
    void changesNothingThatMayOnlyBeRead() {
        try (Hypervisor reader =
                new Connection(VsphereSubject.connection(simulator).readOnly(true)).open()) {
            VsphereTasks tasks =
                    reader.guest(guest.id()).capability(VsphereTasks.class).require();
            assertThatThrownBy(() -> tasks.rename("renamed").await())
                    .isInstanceOf(HypervisorException.PermissionDenied.class);
            assertThatThrownBy(() -> tasks.unregister().await())
                    .isInstanceOf(HypervisorException.PermissionDenied.class);
        }
        assertThat(line(NAME)).isNotEmpty();
    }

    @Test
    void makesNoCloneOnEsxi() {
        try (Vcsim esx = Vcsim.setup().esx().guests(1).start();
                Hypervisor host = new Connection(VsphereSubject.connection(esx)).open()) {
            Guest one = host.guest(host.guests().asList().get(0).id());
            VsphereTasks tasks = one.capability(VsphereTasks.class).require();
            assertThatThrownBy(
                            () -> tasks.makeClone(VsphereCloneSpec.builder(COPY).build())
                                    .await())
                    .isInstanceOfSatisfying(
                            HypervisorException.Unsupported.class,
                            e -> assertThat(e.reason()).isEqualTo(Support.Reason.NO_SUCH_CONCEPT));
            assertThat(esx.requests("CloneVM_Task")).isZero();
            assertThat(tasks.rename("renamed").await().name()).isEqualTo("renamed");
            VspherePlacement place = Optional.ofNullable(host.capability(VsphereServer.class)
                            .require()
                            .placements()
                            .get(one.id()))
                    .orElseThrow();
            assertThat(place.path()).contains("/ha-datacenter/vm/renamed");
            assertThat(place.cluster()).isEmpty();
            assertThat(place.host()).isPresent();
        }
    }
}
