/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static dev.hvsdk.kvm.Kvms.bare;
import static dev.hvsdk.kvm.Kvms.booting;
import static dev.hvsdk.kvm.Kvms.newName;
import static dev.hvsdk.kvm.Kvms.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.HostdevXml;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.GuestImages;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guests from specifications, on real QEMU. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
@LongRunning
class KvmDefineTest {
    private Libvirtd daemon;
    private Hypervisor host;

    @BeforeEach
    void open(Libvirtd shared) {
        daemon = shared;
        host = Kvms.open(shared);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private String xml(Guest guest) {
        return daemon.virsh().run("dumpxml", guest.id().value());
    }

    private Path file(String name) {
        return daemon.directory().resolve(newName(name));
    }

    private GuestSpec.Builder withKvmOptions(KvmOptions.Builder options) {
        return GuestSpec.builder(newName("opt"))
                .memory(MemorySize.ofMebibytes(16))
                .with(options.build());
    }

    @Test
    void bootsABiosDiskAndShutsDownWhenAsked() {
        Path image = BootSectors.obedient(daemon.directory());
        Guest guest = Kvms.started(host, booting(newName("obedient"), image).build());
        try {
            assertThat(guest.shutdown().await().state()).isEqualTo(GuestState.STOPPED);
        } finally {
            remove(guest);
        }
    }

    @Test
    @Live(Engine.GUEST_IMAGES)
    void bootsAKernelAndLogsItsConsole(GuestImages images) {
        Path console = file("console");
        Guest guest = Kvms.started(
                host,
                Kvms.linux(newName("linux"), images, images.initrd(), console).build());
        try {
            Eventually.contains(console, GuestImages.READY_LINE);
            assertThat(guest.info().technology()).contains(Technology.QEMU);
        } finally {
            remove(guest);
        }
    }

    @Test
    @Live(Engine.KVM)
    void autoTakesKvmWhereItWorksAndSaysSo() {
        assertThat(HostRoot.live().facts().kvm().isKnown()).isTrue();
        Guest guest = host.define(withKvmOptions(KvmOptions.builder()).build()).await();
        try {
            assertThat(guest.info().technology()).contains(Technology.KVM);
            assertThat(DomainXml.parse(xml(guest)).type()).contains("kvm");
        } finally {
            remove(guest);
        }
    }

    @Test
    @Live({Engine.KVM, Engine.GUEST_IMAGES})
    void runsABootSectorWithKvm(GuestImages images) {
        Path console = file("kvm-console");
        KvmOptions options = KvmOptions.builder()
                .acceleration(Acceleration.KVM)
                .machine("pc")
                .cpu(KvmCpu.named("qemu64").without("svm"))
                .consoleLog(console.toString())
                .build();
        Guest guest = Kvms.started(
                host, booting(newName("kvm"), images.bootSector()).with(options).build());
        try {
            Eventually.contains(console, GuestImages.BOOT_SECTOR_LINE);
            assertThat(guest.info().technology()).contains(Technology.KVM);
        } finally {
            remove(guest);
        }
    }

    @Test
    void emulationIsTakenWhereItIsAskedFor() {
        Guest guest = host.define(bare(newName("tcg")).build()).await();
        try {
            assertThat(guest.info().technology()).contains(Technology.QEMU);
        } finally {
            remove(guest);
        }
    }

    @Test
    void givesWhatToolsRelyOnUnlessToldOtherwise() {
        Guest guest = host.define(GuestSpec.builder(newName("usual"))
                        .memory(MemorySize.ofMebibytes(64))
                        .with(KvmOptions.builder()
                                .acceleration(Acceleration.TCG)
                                .build())
                        .build())
                .await();
        try {
            assertThat(xml(guest))
                    .contains("machine='pc-q35-")
                    .contains("<serial type='pty'>")
                    .contains("org.qemu.guest_agent.0")
                    .contains("<stats period='5'/>")
                    .contains("<acpi/>");
        } finally {
            remove(guest);
        }
    }

    @Test
    void bootsByUefiAndForgetsItsVariablesWithIt() {
        Path console = daemon.directory().resolve(newName("uefi-console"));
        Guest guest = host.define(GuestSpec.builder(newName("uefi"))
                        .memory(MemorySize.ofMebibytes(128))
                        .boot(BootSource.uefiDisk())
                        .with(KvmOptions.builder()
                                .acceleration(Acceleration.TCG)
                                .consoleLog(console.toString())
                                .build())
                        .build())
                .await();
        guest.start().await();
        String xml = xml(guest);
        assertThat(xml).contains("type='pflash'").contains("<nvram");
        // The firmware itself, which finds nothing to boot.
        Eventually.contains(console, "BdsDxe: ");
        String vars = xml.replaceAll("(?s).*<nvram[^>]*>([^<]*)</nvram>.*", "$1");
        Path kept = daemon.seen(vars);
        assertThat(kept).isNotEmptyFile();

        guest.stop().await();
        assertThat(guest.undefine().await()).isEqualTo(guest.id());
        assertThat(kept).doesNotExist();
    }

    @Test
    void enforcesSecureBoot() {
        Guest guest = host.define(GuestSpec.builder(newName("secure"))
                        .memory(MemorySize.ofMebibytes(64))
                        .boot(BootSource.uefiDisk())
                        .with(KvmOptions.builder()
                                .acceleration(Acceleration.TCG)
                                .secureBoot(true)
                                .build())
                        .build())
                .await();
        try {
            guest.start().await();
            assertThat(xml(guest)).contains("secure='yes'").contains("<smm state='on'");
        } finally {
            remove(guest);
        }
    }

    @Test
    void bootsFromACdrom() {
        Path image = BootSectors.obedient(daemon.directory());
        Guest guest = host.define(GuestSpec.builder(newName("cdrom"))
                        .memory(MemorySize.ofMebibytes(16))
                        .boot(BootSource.cdrom(image.toString()))
                        .with(KvmOptions.builder()
                                .acceleration(Acceleration.TCG)
                                .build())
                        .build())
                .await();
        try {
            guest.start().await();
            assertThat(xml(guest)).contains("device='cdrom'").contains("<boot dev='cdrom'/>");
        } finally {
            remove(guest);
        }
    }

    @Test
    void makesADiskBesideOthersOfItsDirectory() throws IOException {
        Path disk = file("made");
        Guest guest = host.define(bare(newName("disk"))
                        .disk(DiskSpec.builder(disk.toString())
                                .size(MemorySize.ofMebibytes(64))
                                .build())
                        .build())
                .await();
        try {
            guest.start().await();
            assertThat(disk).exists();
            assertThat(Files.readAllBytes(disk)).startsWith('Q', 'F', 'I', 0xfb);
            assertThat(xml(guest)).contains("type='qcow2'").contains("bus='virtio'");
            assertThat(daemon.virsh().run("pool-list", "--all", "--name")).doesNotContain("hvsdk-");
        } finally {
            remove(guest);
        }
    }

    @Test
    void makesADiskInAPool() {
        String pool = newName("pool");
        Path directory = daemon.directory();
        daemon.virsh().run("pool-create-as", pool, "dir", "--target", directory.toString());
        try {
            Guest guest = host.define(bare(newName("pooled"))
                            .disk(DiskSpec.builder(pool + "/web.raw")
                                    .format("raw")
                                    .size(MemorySize.ofMebibytes(1))
                                    .build())
                            .build())
                    .await();
            guest.start().await();
            assertThat(daemon.virsh().run("vol-list", pool)).contains("web.raw");
            remove(guest);
            daemon.virsh().run("vol-delete", "web.raw", "--pool", pool);
        } finally {
            daemon.virsh().run("pool-destroy", pool);
        }
    }

    @Test
    void leavesNoDiskBehindWhenTheGuestIsRefused() {
        Guest first = host.define(bare(newName("taken")).build()).await();
        Path disk = file("half");
        GuestSpec second = bare(first.info().name())
                .disk(DiskSpec.builder(disk.toString())
                        .size(MemorySize.ofMebibytes(1))
                        .build())
                .build();
        try {
            assertThatThrownBy(() -> host.define(second).await()).isInstanceOf(HypervisorException.Conflict.class);
            assertThat(disk).doesNotExist();
            assertThat(daemon.virsh().run("pool-list", "--all", "--name")).doesNotContain("hvsdk-");
        } finally {
            remove(first);
        }
    }

    @Test
    void doesNotTouchADiskThatIsThere() throws IOException {
        Path disk = Files.writeString(file("precious"), "precious");
        GuestSpec spec = bare(newName("greedy"))
                .disk(DiskSpec.builder(disk.toString())
                        .size(MemorySize.ofMebibytes(1))
                        .build())
                .build();

        assertThatThrownBy(() -> host.define(spec).await()).isInstanceOf(HypervisorException.Conflict.class);
        assertThat(disk).hasContent("precious");
        assertThat(host.findGuest(spec.name())).isEmpty();
    }

    @Test
    void plugsInterfacesIntoUserNetworkingNetworksAndBridges() {
        Guest guest = host.define(bare(newName("nics"))
                        .nic(NicSpec.builder("user").mac("52:54:00:00:00:01").build())
                        .nic(NicSpec.builder("br-none").model("e1000").build())
                        .build())
                .await();
        try {
            assertThat(xml(guest))
                    .contains("<interface type='user'>")
                    .contains("52:54:00:00:00:01")
                    .contains("<source bridge='br-none'/>")
                    .contains("<model type='e1000'/>");
        } finally {
            remove(guest);
        }
    }

    @Test
    void arrangesAndNamesTheCpu() {
        Guest guest = host.define(withKvmOptions(KvmOptions.builder()
                                .acceleration(Acceleration.TCG)
                                .topology(CpuTopology.of(1, 2, 1))
                                .cpu(KvmCpu.named("Nehalem").with("aes").without("vme")))
                        .build())
                .await();
        try {
            guest.start().await();
            assertThat(guest.info().vcpus()).hasValue(2);
            assertThat(daemon.virsh().run("dumpxml", guest.id().value(), "--inactive"))
                    .contains("<topology sockets='1' dies='1' cores='2' threads='1'/>")
                    .contains(">Nehalem</model>")
                    .contains("<feature policy='require' name='aes'/>")
                    .contains("<feature policy='disable' name='vme'/>");
        } finally {
            remove(guest);
        }
    }

    @Test
    void showsWhatWouldBeDefinedWithoutMakingAnything() {
        Path disk = file("imagined");
        GuestSpec spec = bare(newName("preview"))
                .disk(DiskSpec.builder(disk.toString())
                        .size(MemorySize.ofMebibytes(1))
                        .build())
                .build();
        DefinitionPreview preview = host.capability(DefinitionPreview.class).require();

        DomainXml shown = DomainXml.parse(preview.preview(spec));

        assertThat(preview.format()).isEqualTo("libvirt-domain-xml");
        assertThat(shown.type()).contains("qemu");
        assertThat(shown.disks())
                .singleElement()
                .satisfies(made -> assertThat(made.format()).contains("qcow2"));
        assertThat(disk).doesNotExist();
        assertThat(host.findGuest(spec.name())).isEmpty();
    }

    @Test
    void refusesATopologyThatDoesNotMakeUpTheNumber() {
        GuestSpec spec = withKvmOptions(
                        KvmOptions.builder().acceleration(Acceleration.TCG).topology(CpuTopology.of(1, 2, 2)))
                .vcpus(3)
                .build();

        assertThatThrownBy(() -> host.define(spec).await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("makes 4 virtual CPUs, and 3 are asked for");
    }

    @Test
    void refusesToPassTheCpuThroughToAnEmulation() {
        GuestSpec spec = withKvmOptions(
                        KvmOptions.builder().acceleration(Acceleration.TCG).cpu(KvmCpu.hostPassthrough()))
                .build();

        assertThatThrownBy(() -> host.define(spec).await()).isInstanceOf(HypervisorException.Unsupported.class);
    }

    @Test
    void refusesWhatAnotherFamilyUnderstands() {
        GuestSpec spec = bare(newName("foreign")).with(new Foreign()).build();

        assertThatThrownBy(() -> host.define(spec).await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("Foreign");
    }

    private record Foreign() implements GuestExtension {}

    @Test
    void givesDevicesOfTheHost() {
        PassthroughDevice card =
                device("<source><address domain='0' bus='0x3b' slot='0' function='0'/></source>", "pci");
        PassthroughDevice stick = device(
                "<source><vendor id='0x1050'/><product id='0x0407'/><address bus='1' device='3'/></source>", "usb");
        Guest guest = host.define(
                        bare(newName("devices")).device(card).device(stick).build())
                .await();
        try {
            assertThat(xml(guest))
                    .contains("<address domain='0x0000' bus='0x3b' slot='0x00' function='0x0'/>")
                    .contains("<vendor id='0x1050'/>");
        } finally {
            remove(guest);
        }
    }

    private static PassthroughDevice device(String source, String type) {
        DomainXml domain = DomainXml.parse("<domain type='kvm'><name>x</name><devices><hostdev mode='subsystem' type='"
                + type + "'>" + source + "</hostdev></devices></domain>");
        return domain.hostdevs().stream()
                .map(HostdevXml::device)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void makesDisksInOneDirectoryForManyAtATime() {
        List<Operation<Guest>> definitions = IntStream.range(0, 24)
                .mapToObj(i -> bare(newName("crowd"))
                        .disk(DiskSpec.builder(file("crowd").toString())
                                .size(MemorySize.ofMebibytes(1))
                                .build())
                        .build())
                .map(host::define)
                .toList();

        List<Guest> made = definitions.stream().map(Operation::await).toList();

        assertThat(made).hasSize(24);
        assertThat(daemon.virsh().run("pool-list", "--all", "--name")).doesNotContain("hvsdk-");
        made.forEach(Kvms::remove);
    }

    @Test
    void refusesADiskThatIsNotThereAndHasNoSize() throws IOException {
        Path absent = file("absent");
        Path other = file("other");
        GuestSpec spec = bare(newName("hopeful"))
                .disk(DiskSpec.builder(other.toString())
                        .size(MemorySize.ofMebibytes(1))
                        .build())
                .disk(DiskSpec.builder(absent.toString()).build())
                .build();

        assertThatThrownBy(() -> host.define(spec).await())
                .isInstanceOf(HypervisorException.NotFound.class)
                .hasMessageContaining("give it a size");
        assertThat(host.findGuest(spec.name())).isEmpty();
        assertThat(other).doesNotExist();
    }

    @Test
    void readsADefinitionBackIntoWhatItWasMadeFrom() throws IOException {
        Path disk = Files.writeString(file("there"), "");
        KvmOptions options = Kvms.plain()
                .cpu(KvmCpu.named("Nehalem").without("vme"))
                .topology(CpuTopology.of(1, 2, 1))
                .vnc(true)
                .build();
        GuestSpec spec = bare(newName("there-and-back"))
                .vcpus(2)
                .boot(BootSource.disk())
                .disk(DiskSpec.builder(disk.toString())
                        .format("qcow2")
                        .bus("virtio")
                        .build())
                .nic(NicSpec.builder("user")
                        .mac("52:54:00:00:00:02")
                        .model("virtio")
                        .build())
                .with(options)
                .build();
        Guest guest = host.define(spec).await();
        try {
            GuestSpec read = guest.capability(KvmDefinition.class).require().spec();
            KvmOptions readOptions = read.extension(KvmOptions.class).orElseThrow();
            assertThat(readOptions.machine().orElseThrow()).startsWith("pc-i440fx-");
            assertThat(GuestSpec.builder(read.name())
                            .vcpus(read.vcpus().orElseThrow())
                            .memory(read.memory().orElseThrow())
                            .boot(read.boot().orElseThrow())
                            .disk(read.disks().get(0))
                            .nic(read.nics().get(0))
                            .with(options)
                            .build())
                    .isEqualTo(spec);
            assertThat(readOptions.cpu()).isEqualTo(options.cpu());
            assertThat(readOptions.topology()).isEqualTo(options.topology());
            assertThat(readOptions.acceleration()).isEqualTo(Acceleration.TCG);
            assertThat(readOptions.vnc()).isTrue();
            assertThat(readOptions.guestAgent()).isFalse();
        } finally {
            remove(guest);
        }
    }
}
