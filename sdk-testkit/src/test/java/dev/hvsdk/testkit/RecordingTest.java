/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.SnapshotStorage;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts written to a document and brought back to life. */
class RecordingTest {
    private static Guest guest(Hypervisor host, String name) {
        return host.findGuest(name).orElseThrow();
    }

    /** A host with guests in various states, snapshots, and devices given away; the same for the same seed. */
    private static FakeHost anyHost(Family family, long seed) {
        Random random = new Random(seed);
        List<GuestState> states = List.copyOf(family.transitions().states());
        FakeHost fake = FakeHost.of(family);
        for (int number = 1; number <= 8; number++) {
            fake.withGuest(
                    "guest" + (family.hasMachines() ? " " : "_") + number + "x",
                    states.get(random.nextInt(states.size())));
            fake.clock().advance(Duration.ofSeconds(random.nextInt(1000)));
        }
        try (Hypervisor host = fake.open()) {
            host.guests().forEach(info -> decorate(host, family, info.id(), random));
        }
        fake.clock().advance(Duration.ofSeconds(77));
        return fake;
    }

    private static SnapshotSpec snapshot(Family family, String name, Random random) {
        SnapshotSpec.Builder spec = SnapshotSpec.builder(name).withMemory(random.nextBoolean());
        if (family == Family.KVM && random.nextBoolean()) {
            spec.storage(SnapshotStorage.EXTERNAL);
        }
        return spec.build();
    }

    private static void addHardware(VirtualHardware hardware, Guest guest, String network, Random random) {
        for (int number = 0; number < random.nextInt(3); number++) {
            DiskSpec disk = DiskSpec.builder("/srv/" + guest.id() + "-" + number)
                    .size(MemorySize.ofGibibytes(1))
                    .readOnly(random.nextBoolean())
                    .build();
            hardware.attachDisk(disk).await();
            hardware.attachNic(NicSpec.builder(network).build()).await();
        }
    }

    private static void decorate(Hypervisor host, Family family, GuestId id, Random random) {
        Guest guest = host.guest(id);
        guest.capability(Snapshots.class).ifAvailable(snapshots -> {
            for (int number = 0; number < random.nextInt(4); number++) {
                snapshots.create(snapshot(family, "before " + number, random)).await();
            }
        });
        String network = host.capability(Networks.class).require().list().get(0).name();
        guest.capability(VirtualHardware.class).ifAvailable(hardware -> addHardware(hardware, guest, network, random));
        guest.capability(StateSaving.class)
                .ifAvailable(saving -> Optional.of(guest.info().state())
                        .filter(GuestState.RUNNING::equals)
                        .filter(state -> random.nextBoolean())
                        .ifPresent(state -> saving.save().await()));
        guest.capability(DeviceAssignment.class)
                .ifAvailable(devices -> host.devices().stream()
                        .filter(device -> device.assignability().state() == Assignability.State.READY)
                        .filter(device -> guest.info().state() == GuestState.STOPPED)
                        .limit(random.nextInt(3))
                        .forEach(device -> devices.attach(device).await()));
    }

    private static Recording record(FakeHost fake, RecordingMask... masks) {
        try (Hypervisor host = fake.open()) {
            return HostRecorder.record(host, Set.of(masks));
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void theRecordingOfAReplayIsTheRecording(Family family) {
        for (long seed = 0; seed < 20; seed++) {
            Recording recording = record(anyHost(family, seed));

            FakeHost replayed = FakeHost.replay(Recording.parse(recording.toJson()));

            assertThat(record(replayed).toJson()).isEqualTo(recording.toJson());
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void aReplayReadsAsTheHostDidAndGoesOnAsItWould(Family family) {
        FakeHost fake = anyHost(family, 5);
        FakeHost replayed = FakeHost.replay(record(fake));
        for (FakeHost each : List.of(fake, replayed)) {
            each.clock().advance(Duration.ofMinutes(3));
        }
        try (Hypervisor one = fake.open();
                Hypervisor other = replayed.open()) {
            assertThat(Readings.of(other)).isEqualTo(Readings.of(one));
            assertThat(other.info()).hasToString(one.info().toString());
            assertThat(other.host().name()).isEqualTo(one.host().name());
            assertThat(other.host().freeMemory()).isEqualTo(one.host().freeMemory());
            assertThat(Accessors.text(other.host().cpu()))
                    .isEqualTo(Accessors.text(one.host().cpu()))
                    .contains("architecture=x86_64");
            assertThat(Accessors.text(other.devices())).isEqualTo(Accessors.text(one.devices()));
            assertThat(Accessors.text(features(other))).isEqualTo(Accessors.text(features(one)));
        }
    }

    private static Object features(Hypervisor host) {
        return host.capability(HostFeatures.class).require().reports();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void aReplayIsAlive(Family family) {
        FakeHost fake =
                FakeHost.of(family).withGuest("web1", GuestState.STOPPED).withGuest("db1", GuestState.RUNNING);
        FakeHost replayed = FakeHost.replay(record(fake));
        try (Hypervisor host = replayed.open()) {
            Guest web = guest(host, "web1");
            assertThat(web.start().await().state()).isEqualTo(GuestState.RUNNING);
            guest(host, "db1").stop().await();
            guest(host, "db1").undefine().await();
            replayed.withGuest("new1", GuestState.STOPPED);

            assertThat(host.guests()).extracting(GuestInfo::name).containsExactly("web1", "new1");
            assertThat(host.guests()).extracting(GuestInfo::id).doesNotHaveDuplicates();
        }
        try (Hypervisor host = fake.open()) {
            assertThat(guest(host, "web1").info().state()).isEqualTo(GuestState.STOPPED);
        }
    }

    @Test
    void snapshotsAndDevicesOfAReplayCanBeUsed() {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.STOPPED).withGuest("db", GuestState.STOPPED);
        PassthroughDevice usb;
        try (Hypervisor host = fake.open()) {
            usb = host.devices().stream()
                    .filter(UsbDevice.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            Guest web = guest(host, "web");
            Snapshots snapshots = web.capability(Snapshots.class).require();
            snapshots.create(SnapshotSpec.builder("first").build()).await();
            snapshots.create(SnapshotSpec.builder("second").build()).await();
            web.capability(DeviceAssignment.class).require().attach(usb).await();
        }
        try (Hypervisor host = FakeHost.replay(record(fake)).open()) {
            Snapshots snapshots = guest(host, "web").capability(Snapshots.class).require();
            assertThat(snapshots.current().flatMap(Snapshot::parent)).contains("first");
            snapshots.delete("second").await();
            assertThat(snapshots.current().map(Snapshot::id)).contains("first");
            DeviceAssignment ofDb =
                    guest(host, "db").capability(DeviceAssignment.class).require();
            assertThatThrownBy(() -> ofDb.attach(usb).await()).isInstanceOf(HypervisorException.Conflict.class);
            guest(host, "web")
                    .capability(DeviceAssignment.class)
                    .require()
                    .detach(usb)
                    .await();
            assertThat(ofDb.attach(usb).await().address()).isEqualTo(usb.address());
        }
    }

    @Test
    void hardwareAndSavedStatesOfAReplayCanBeUsed() {
        GuestSpec spec = GuestSpec.builder("web")
                .disk(DiskSpec.builder("/srv/web.img").readOnly(true).build())
                .nic(NicSpec.builder("default").mac("52:54:00:AA:BB:CC").build())
                .boot(BootSource.cdrom("/srv/install.iso"))
                .build();
        FakeHost fake = FakeHost.kvm().withGuest(spec, GuestState.RUNNING);
        try (Hypervisor host = fake.open()) {
            guest(host, "web").capability(StateSaving.class).require().save().await();
        }
        try (Hypervisor one = fake.open();
                Hypervisor other = FakeHost.replay(record(fake)).open()) {
            VirtualHardware before =
                    guest(one, "web").capability(VirtualHardware.class).require();
            Guest web = guest(other, "web");
            VirtualHardware after = web.capability(VirtualHardware.class).require();
            assertThat(after.disks()).hasSize(2).isEqualTo(before.disks());
            assertThat(after.nics()).hasSize(1).isEqualTo(before.nics());
            assertThat(web.start().await().reason()).contains(StateReason.RESTORED);
            assertThat(after.detachNic("52:54:00:aa:bb:cc").await().network()).contains("default");
            assertThat(after.detachDisk("vda").await().source()).contains("/srv/web.img");
            assertThat(after.attachDisk(DiskSpec.builder("/srv/web.img").build())
                            .await()
                            .target())
                    .isEqualTo("vda");
        }
    }

    @Test
    void aHostThatToldOnlyHowManyPartsThereAreHasSoMany() {
        GuestSpec spec = GuestSpec.builder("web")
                .disk(DiskSpec.builder("/srv/web.img").build())
                .nic(NicSpec.builder("default").build())
                .build();
        String json = record(FakeHost.kvm().withGuest(spec, GuestState.RUNNING)).toJson();
        String older = json.replaceAll("\"hardware\" : \\{[^\\]]*\\][^\\]]*\\]\\s*\\},", "");
        assertThat(older).doesNotContain("srv").hasSizeLessThan(json.length());
        try (Hypervisor host = FakeHost.replay(Recording.parse(older)).open()) {
            VirtualHardware hardware =
                    guest(host, "web").capability(VirtualHardware.class).require();
            assertThat(hardware.disks()).extracting(GuestDisk::target).containsExactly("vda");
            assertThat(hardware.nics())
                    .singleElement()
                    .satisfies(nic -> assertThat(nic.network()).isEmpty());
        }
    }

    @Test
    void capabilitiesAnswerWithTheReasonsOfTheRecordedHost() {
        String json = record(FakeHost.kvm().withGuest("web", GuestState.STOPPED))
                .toJson()
                .replace(
                        available("Snapshots"),
                        refused("Snapshots", "host-misconfigured", "its disk is raw", "convert it to qcow2"))
                .replace(
                        available("HostFeatures"),
                        refused("HostFeatures", "permission-denied", "only root may ask", "run as root"));
        FakeHost fake = FakeHost.replay(Recording.parse(json)).withGuest("new", GuestState.STOPPED);
        try (Hypervisor host = fake.open()) {
            Support<Snapshots> answer = guest(host, "web").capability(Snapshots.class);
            Support.Unavailable<Snapshots> no = (Support.Unavailable<Snapshots>) answer;
            assertThat(no.reason()).isEqualTo(Reason.HOST_MISCONFIGURED);
            assertThat(no.detail()).isEqualTo("its disk is raw");
            assertThat(no.remedy()).contains("convert it to qcow2");
            assertThat(guest(host, "web").capabilities()).doesNotContain(Snapshots.class);
            assertThat(guest(host, "new").capabilities()).contains(Snapshots.class);
            assertThat(host.capabilities()).doesNotContain(HostFeatures.class);
            assertThatThrownBy(() -> host.capability(HostFeatures.class).require())
                    .isInstanceOf(HypervisorException.PermissionDenied.class)
                    .hasMessageContaining("only root may ask");
        }
    }

    @Test
    void aReasonThatLiesInTheStateEndsWithIt() {
        String json = record(FakeHost.kvm().withGuest("web", GuestState.STOPPED))
                .toJson()
                .replace(available("Statistics"), refused("Statistics", "wrong-state", "it is stopped", "start it"));
        Class<? extends GuestCapability> statistics = dev.hvsdk.api.capability.Statistics.class;
        try (Hypervisor host = FakeHost.replay(Recording.parse(json)).open()) {
            Guest web = guest(host, "web");
            assertThat(web.capability(statistics).isAvailable()).isFalse();
            web.start().await();
            assertThat(web.capability(statistics).isAvailable()).isTrue();
            assertThat(web.capabilities()).contains(statistics);
        }
    }

    private static String available(String capability) {
        return '"' + capability + "\" : {\n        \"available\" : true\n      }";
    }

    private static String refused(String capability, String reason, String detail, String remedy) {
        return "\"%s\" : {\"available\" : false, \"reason\" : \"%s\", \"detail\" : \"%s\", \"remedy\" : \"%s\"}"
                .formatted(capability, reason, detail, remedy);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void whatIsMaskedIsNowhereInTheDocument(Family family) {
        FakeHost fake = anyHost(family, 3)
                .withGuest("payroll", GuestState.STOPPED)
                .withDevice(UsbDevice.builder("1-7")
                        .serial("SN-4711")
                        .assignability(Assignability.ready())
                        .build());
        try (Hypervisor host = fake.open()) {
            guest(host, "payroll")
                    .capability(DeviceAssignment.class)
                    .ifAvailable(devices -> devices.attach(host.devices().stream()
                                    .filter(device -> device.address().equals("1-7"))
                                    .findFirst()
                                    .orElseThrow())
                            .await());
            String machine = host.host().name().orElseThrow();
            String json =
                    record(fake, RecordingMask.NAMES, RecordingMask.SERIALS).toJson();

            assertThat(json).doesNotContain("payroll", "SN-4711", machine, "before 0");
            assertThat(host.guests())
                    .allSatisfy(info ->
                            assertThat(json).doesNotContain('"' + info.id().value() + '"', info.name()));
            assertThat(record(fake).toJson()).contains("payroll", "SN-4711", machine);
            assertThat(FakeHost.replay(Recording.parse(json)).toString()).isEqualTo(fake.toString());
        }
    }

    @Test
    void masksAreTheSameWhereverANameOccurs() {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.STOPPED);
        try (Hypervisor host = fake.open()) {
            PassthroughDevice usb = host.devices().stream()
                    .filter(UsbDevice.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            guest(host, "web")
                    .capability(DeviceAssignment.class)
                    .require()
                    .attach(usb)
                    .await();
        }

        assertThat(record(fake, RecordingMask.NAMES).toJson())
                .contains("\"name\" : \"guest-1\"", "guest guest-1 has usb 1-4")
                .doesNotContain("id-1");
    }

    @Test
    void theUriAndDescriptionsAreNotRecorded() {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.STOPPED);
        ConnectSpec spec = ConnectSpec.of(URI.create("fake:kvm-of-alice"));
        try (Hypervisor host = fake.open(spec)) {
            guest(host, "web")
                    .capability(Snapshots.class)
                    .require()
                    .create(SnapshotSpec.builder("first")
                            .description("root password is 1234")
                            .build())
                    .await();

            assertThat(HostRecorder.record(host).toJson()).doesNotContain("alice", "1234");
        }
    }

    @Test
    void fieldsThatAreNotKnownSurvive(@TempDir Path directory) {
        String json = record(FakeHost.kvm().withGuest("web", GuestState.STOPPED))
                .toJson()
                .replaceFirst("\\{", "{ \"weather\" : [ 1, { \"sun\" : null } ],")
                .replace("\"state\" : \"stopped\"", "\"state\" : \"stopped\", \"mood\" : 0.10");
        Path file = directory.resolve("host.json");

        Recording.parse(json).writeTo(file);

        Recording again = Recording.read(file);
        assertThat(again.toJson())
                .isEqualTo(Recording.parse(json).toJson())
                .contains("weather", "sun", "\"mood\" : 0.1");
        assertThat(FakeHost.replay(file).open().guests().asList()).hasSize(1);
    }

    @Test
    void aNewerFormatIsRefused() {
        String json = record(FakeHost.kvm()).toJson().replace("\"format\" : 1", "\"format\" : 2");

        assertThatThrownBy(() -> Recording.parse(json))
                .isInstanceOfSatisfying(
                        HypervisorException.Unsupported.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_OLD))
                .hasMessageContaining("it has format 2, and this version reads up to 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "3",
                "{",
                "{} {}",
                "{\"a\": 1, \"a\": 2}",
                "{}",
                "{\"format\": \"1\"}",
                "{\"format\": 0}",
                "{\"format\": 1}",
                "{\"format\": 1, \"recordedAt\": \"2026-01-01T00:00:00Z\"}",
                "{\"format\": 1, \"recordedAt\": \"2026-01-01T00:00:00Z\", \"host\": []}"
            })
    void whatIsNoRecordingIsRefused(String json) {
        assertThatThrownBy(() -> Recording.parse(json))
                .isInstanceOf(HypervisorException.HostFailure.class)
                .hasMessageContaining("it is damaged: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"state\" : \"stopped\" | \"state\" : \"asleep\" | guests[0].state cannot be 'asleep'",
                "\"state\" : \"stopped\" | \"x\" : 1 | guests[0].state is missing",
                "\"vcpus\" : 1 | \"vcpus\" : 0 | guests[0].vcpus is below 1",
                "\"vcpus\" : 1 | \"vcpus\" : 99999999999 | guests[0].vcpus cannot be '99999999999'",
                "\"vcpus\" : 1 | \"vcpus\" : 1.5 | guests[0].vcpus is no whole number",
                "\"disks\" : 0 | \"disks\" : -1 | guests[0].disks is below 0",
                "\"sockets\" : 2 | \"sockets\" : 0 | host.cpu.sockets cannot be '0'",
                "\"feature\" : \"vt-x\" | \"feature\" : \"VT X\" | features[0].feature cannot be 'VT X'",
                "\"address\" : \"0000:00:1f.0\" | \"address\" : \"0\" | devices[0].address cannot be '0'",
                "\"available\" : true | \"available\" : \"yes\" | available is neither true nor false",
                "\"recordedAt\" : \" | \"recordedAt\" : \"x | recordedAt cannot be 'x"
            })
    void damageIsNamedByItsPlace(String part, String damage, String message) {
        String json =
                record(FakeHost.kvm().withGuest("web", GuestState.STOPPED)).toJson();
        assertThat(json).contains(part);

        assertThatThrownBy(() -> Recording.parse(json.replace(part, damage)))
                .isInstanceOf(HypervisorException.HostFailure.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatCouldNotBeReadIsThereWithItsReason() {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.STOPPED).withGuest("db", GuestState.RUNNING);
        fake.faults().on(HostCall.READ_GUEST).forGuest("web").fail(HypervisorException.HostFailure.class);

        Recording recording = record(fake);

        assertThat(recording.toJson())
                .contains("\"what\" : \"guest web\"", "\"why\" : \"it fails because the test says so\"");
        try (Hypervisor host = FakeHost.replay(recording).open()) {
            assertThat(host.guests()).extracting(Object::toString).containsExactly("web (stopped)", "db (running)");
        }
    }

    @Test
    void recordingReadsAndChangesNothing() {
        FakeHost fake = anyHost(Family.KVM, 9);
        fake.journal().clear();
        Recording recording = record(fake);

        assertThat(fake.journal().entries()).noneMatch(entry -> entry.call().isChange());
        assertThat(recording).hasToString("recording of QEMU (fake) with 8 guests");
        assertThat(recording.recordedAt()).isEqualTo(fake.clock().instant());
    }

    @Test
    void namesThatManyGuestsBearStayTheirs() {
        FakeHost fake = FakeHost.vsphere().withGuest("web", GuestState.STOPPED).withGuest("web", GuestState.RUNNING);
        FakeHost replayed = FakeHost.replay(record(fake, RecordingMask.NAMES));
        replayed.withGuest(GuestSpec.builder("guest-1").build(), GuestState.STOPPED);
        try (Hypervisor host = replayed.open()) {
            assertThat(host.guests()).extracting(GuestInfo::name).containsExactly("guest-1", "guest-1", "guest-1");
            assertThat(host.guests()).extracting(GuestInfo::id).doesNotHaveDuplicates();
        }
    }

    @Test
    void saysOfATornRecordingNothingOfTheParsersSettings() {
        assertThatThrownBy(() -> Recording.parse("{"))
                .isInstanceOf(HypervisorException.HostFailure.class)
                .hasMessageEndingWith("it is not JSON, Unexpected end-of-input: expected close marker for Object");
    }
}
