/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.unit.MemorySize;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainXmlTest {
    private static final String DEFINITION = """
            <!-- written by hand -->
            <domain type='kvm' id='7' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
              <name>web</name>
              <metadata>
                <app:owner xmlns:app='urn:app'>ops</app:owner>
              </metadata>
              <memory unit='MiB'>2048</memory>
              <currentMemory unit='KiB'>1048576</currentMemory>
              <vcpu placement='static' cpuset='0-3' current='2'>4</vcpu>
              <vcpus><vcpu id='0' enabled='yes'/></vcpus>
              <os firmware='efi'>
                <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
                <boot dev='hd'/>
              </os>
              <devices>
                <emulator>/usr/bin/qemu-system-x86_64</emulator>
                <disk type='file' device='disk'>
                  <driver name='qemu' type='qcow2' cache='none' io='native'/>
                  <source file='/a.qcow2' index='1'/>
                  <backingStore type='file'><source file='/base.img'/></backingStore>
                  <target dev='vda' bus='virtio'/>
                  <serial>S1</serial>
                  <alias name='virtio-disk0'/>
                  <address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/>
                </disk>
                <console type='pty' tty='/dev/pts/3'><target type='serial' port='0'/></console>
                <channel type='unix'>
                  <target type='virtio' name='org.qemu.guest_agent.0' state='connected'/>
                </channel>
                <graphics type='vnc' port='-1' autoport='yes' passwd='hunter2'>
                  <listen type='address' address='127.0.0.1'/>
                </graphics>
                <memballoon model='virtio'><stats period='10'/></memballoon>
                <video><model type='virtio'/></video>
              </devices>
              <qemu:commandline>
                <qemu:arg value='-object'/>
                <qemu:arg value='secret,id=s,data=hunter2'/>
                <qemu:env name='TOKEN' value='hunter2'/>
              </qemu:commandline>
            </domain>
            """;

    private final DomainXml domain = DomainXml.parse(DEFINITION);

    @Test
    void readsWhatTheSdkSpeaksOf() {
        assertThat(domain.type()).contains("kvm");
        assertThat(domain.id()).hasValue(7);
        assertThat(domain.name()).contains("web");
        assertThat(domain.memory()).contains(MemorySize.ofGibibytes(2));
        assertThat(domain.currentMemory()).contains(MemorySize.ofGibibytes(1));
        assertThat(domain.vcpus()).hasValue(2);
        assertThat(domain.maxVcpus()).hasValue(4);
        assertThat(domain.emulator()).contains("/usr/bin/qemu-system-x86_64");
        assertThat(domain.metadata("urn:app").map(XmlElement::text)).contains("ops");
        assertThat(domain.os().orElseThrow().uefi()).isTrue();
        assertThat(domain.os().orElseThrow().bootDevices()).containsExactly("hd");
    }

    @Test
    void readsItsDevices() {
        DiskXml disk = domain.findDisk("vda").orElseThrow();
        CharacterXml agent = domain.devices(CharacterXml.class).get(1);
        GraphicsXml graphics = domain.devices(GraphicsXml.class).get(0);

        assertThat(disk.source().flatMap(DiskSourceXml::path)).contains("/a.qcow2");
        assertThat(disk.backingSource().flatMap(DiskSourceXml::path)).contains("/base.img");
        assertThat(disk.alias()).contains("virtio-disk0");
        assertThat(disk.address().flatMap(DeviceAddressXml::pciAddress)).contains(PciAddress.parse("0000:04:00.0"));
        assertThat(agent.isGuestAgent()).isTrue();
        assertThat(agent.connected()).contains(true);
        assertThat(domain.devices(CharacterXml.class).get(0).source()).contains("/dev/pts/3");
        assertThat(graphics.port()).isEmpty();
        assertThat(graphics.listenAddress()).contains("127.0.0.1");
        assertThat(domain.devices(MemballoonXml.class).get(0).statisticsPeriod())
                .contains(Duration.ofSeconds(10));
        assertThat(domain.devices()).extracting(DomainDevice::kind).endsWith("video");
    }

    @Test
    void givesTheApisReadings() {
        InterfaceXml nic =
                InterfaceXml.bridge("br0").withMac("52:54:00:AB:CD:EF").withModel("virtio");

        assertThat(domain.findDisk("vda").flatMap(DiskXml::toGuestDisk))
                .contains(GuestDisk.builder("vda")
                        .source("/a.qcow2")
                        .format("qcow2")
                        .bus("virtio")
                        .build());
        assertThat(DiskXml.volume("default", "v")
                        .withDevice("cdrom")
                        .withTarget("sda", "sata")
                        .toGuestDisk())
                .contains(GuestDisk.builder("sda")
                        .source("default/v")
                        .bus("sata")
                        .removable(true)
                        .build());
        assertThat(nic.withTarget("vnet0").toGuestNic())
                .contains(GuestNic.builder("52:54:00:ab:cd:ef")
                        .network("br0")
                        .model("virtio")
                        .device("vnet0")
                        .build());
        assertThat(DiskXml.empty().toGuestDisk()).isEmpty();
        assertThat(InterfaceXml.user().toGuestNic()).isEmpty();
    }

    /** Units of virScaleInteger in virutil.c. */
    @ParameterizedTest
    @CsvSource({
        "b, 1",
        "bytes, 1",
        "KB, 1000",
        "k, 1024",
        "KiB, 1024",
        "MB, 1000000",
        "M, 1048576",
        "MiB, 1048576",
        "mib, 1048576",
        "G, 1073741824",
        "GiB, 1073741824",
        "GB, 1000000000",
        "T, 1099511627776",
        "TiB, 1099511627776",
        "P, 1125899906842624",
        "EiB, 1152921504606846976"
    })
    void readsEveryUnitOfMemory(String unit, long bytes) {
        DomainXml read = DomainXml.parse("<domain><memory unit='" + unit + "'>3</memory></domain>");

        assertThat(read.memory()).contains(MemorySize.ofBytes(3 * bytes));
    }

    @ParameterizedTest
    @CsvSource({"'', KiB", "-1, KiB", "1.5, KiB", "1, XiB", "1, KiBB", "9223372036854775807, KiB", "8, EiB", "x, KiB"})
    void readsNoMemoryFromWhatIsNone(String amount, String unit) {
        assertThat(DomainXml.parse("<domain><memory unit='" + unit + "'>" + amount + "</memory></domain>")
                        .memory())
                .isEmpty();
    }

    @Test
    void takesMemoryWithoutAUnitAsKibibytes() {
        assertThat(DomainXml.parse("<domain><memory>2048</memory></domain>").memory())
                .contains(MemorySize.ofMebibytes(2));
    }

    @Test
    void roundsMemoryUp() {
        assertThat(domain.withMemory(MemorySize.ofBytes(1025)).memory()).contains(MemorySize.ofKibibytes(2));
    }

    @Test
    void changesOnlyWhatIsAskedFor() {
        String changed = domain.withMemory(MemorySize.ofGibibytes(4))
                .withCurrentMemory(MemorySize.ofGibibytes(3))
                .toXml();

        assertThat(changed)
                .isEqualTo(domain.toXml()
                        .replace("<memory unit='MiB'>2048<", "<memory unit='KiB'>4194304<")
                        .replace("<currentMemory unit='KiB'>1048576<", "<currentMemory unit='KiB'>3145728<"));
    }

    @Test
    void keepsPlacementAndPinsWhenTheNumberOfCpusChanges() {
        DomainXml changed = domain.withVcpus(3, 8);

        assertThat(changed.toXml())
                .contains("<vcpu placement='static' cpuset='0-3' current='3'>8</vcpu>")
                .doesNotContain("<vcpus>");
        assertThat(changed.withVcpus(8).toXml()).contains("<vcpu placement='static' cpuset='0-3'>8</vcpu>");
        assertThatIllegalArgumentException().isThrownBy(() -> domain.withVcpus(9, 8));
        assertThatIllegalArgumentException().isThrownBy(() -> domain.withVcpus(0));
    }

    @Test
    void insertsWhereLibvirtWouldWriteIt() {
        String changed = domain.withTitle("The web").withCpu(CpuXml.hostModel()).toXml();

        assertThat(changed)
                .contains("<name>web</name>\n  <title>The web</title>\n  <metadata>")
                .contains("</os>\n  <cpu mode='host-model'/>\n  <devices>");
    }

    @Test
    void keepsUnknownPartsOfADiskThatChanges() {
        DiskXml disk = domain.findDisk("vda").orElseThrow();
        DiskXml changed = disk.withDriver("qemu", "raw").withReadOnly(true);
        DomainXml after = domain.withReplaced(disk, changed);

        assertThat(changed.toXml()).contains("cache='none' io='native'").contains("<readonly/>");
        assertThat(after.disks()).containsExactly(changed);
        assertThat(after.withReplaced(changed, changed.withReadOnly(false).withDriver("qemu", "qcow2")))
                .isEqualTo(domain);
    }

    @Test
    void leavesTheAddressOfAMovedDiskToLibvirt() {
        DiskXml disk = domain.findDisk("vda").orElseThrow();

        assertThat(disk.withTarget("sda", "sata").address()).isEmpty();
        assertThat(disk.withTarget("vda", "virtio").address()).isPresent();
    }

    @Test
    void changesTheMediumOfADrive() {
        DiskXml drive = DiskXml.empty().withTarget("sdb", "sata").withReadOnly(true);
        DiskXml loaded = drive.withSource(DiskXml.volume("iso", "debian.iso"));

        assertThat(loaded.type()).isEqualTo("volume");
        assertThat(loaded.source().flatMap(DiskSourceXml::volume)).contains("debian.iso");
        assertThat(loaded.withSource(DiskXml.empty())).isEqualTo(drive);
    }

    @Test
    void refusesToRemoveADeviceThatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> domain.withoutDevice(DiskXml.file("/b")))
                .withMessageContaining("no such device: disk");
    }

    @Test
    void hidesSecretsAndNothingElse() {
        DomainXml redacted = domain.redacted();

        assertThat(redacted.toXml()).doesNotContain("hunter2").contains("qemu:arg value='-object'");
        assertThat(redacted.devices(GraphicsXml.class).get(0).hasPassword()).isFalse();
        assertThat(domain.devices(GraphicsXml.class).get(0).hasPassword()).isTrue();
        assertThat(domain.toString() + domain.devices()).doesNotContain("hunter2");
    }

    @Test
    void putsSecretsBackIntoWhatWasEdited() {
        DomainXml edited = DomainXml.parse(domain.redacted().toXml())
                .withMemory(MemorySize.ofGibibytes(8))
                .withDevice(GraphicsXml.listening("spice", "127.0.0.1"));
        DomainXml complete = edited.withSecretsOf(domain);

        assertThat(complete.toXml()).contains("passwd='hunter2'").contains("data=hunter2");
        assertThat(complete.redacted()).isEqualTo(edited);
        assertThat(complete.devices(GraphicsXml.class).get(1).hasPassword()).isFalse();
    }

    @Test
    void keepsASecretThatTheEditMentions() {
        GraphicsXml console = domain.redacted().devices(GraphicsXml.class).get(0);
        DomainXml edited = domain.redacted().withReplaced(console, console.withPassword("new"));

        assertThat(edited.withSecretsOf(domain).toXml())
                .contains("passwd='new'")
                .doesNotContain("passwd='hunter2'");
    }

    @Test
    void hidesCookiesOfImagesAndValuesOfSecrets() {
        String xml = "<disk type='network'><source protocol='https' name='x'><cookies><cookie name='a'>hunter2</cookie>"
                + "</cookies></source><auth username='u'><secret type='ceph' uuid='1-2'/></auth></disk>";

        String redacted = XmlElement.parse(xml).redacted().toXml();

        assertThat(redacted).doesNotContain("hunter2").contains("<secret type='ceph' uuid='1-2'/>");
        assertThat(XmlElement.parse("<secret><value>hunter2</value></secret>")
                        .redacted()
                        .toXml())
                .isEqualTo("<secret><value/></secret>");
    }

    /** Found by the fuzzer: the elements stayed, and the text did not find its way back between them. */
    @Test
    void hidesSecretsWithElementsInThemAndPutsThemBack() {
        DomainXml mixed = DomainXml.parse("<domain><devices><disk><source><cookies>"
                + "<cookie name='c'>hun<b>ter</b>2</cookie></cookies></source></disk></devices></domain>");

        assertThat(mixed.redacted().toXml()).contains("<cookie name='c'/>");
        assertThat(mixed.redacted().withSecretsOf(mixed).toXml()).isEqualTo(mixed.toXml());
    }

    @Test
    void laysOutWhatIsMadeFromScratch() {
        DomainXml made = DomainXml.create("lxc", "c1")
                .withMemory(MemorySize.ofMebibytes(64))
                .withOs(OsXml.of("exe").withInit("/bin/sh", List.of("-c", "a & b")))
                .withDevice(FilesystemXml.mount("/srv/c1", "/"))
                .withDevice(CharacterXml.console("lxc"));

        assertThat(made.toXml()).isEqualTo("""
                <domain type='lxc'>
                  <name>c1</name>
                  <memory unit='KiB'>65536</memory>
                  <os>
                    <type>exe</type>
                    <init>/bin/sh</init>
                    <initarg>-c</initarg>
                    <initarg>a &amp; b</initarg>
                  </os>
                  <devices>
                    <filesystem type='mount'>
                      <source dir='/srv/c1'/>
                      <target dir='/'/>
                    </filesystem>
                    <console type='pty'>
                      <target type='lxc' port='0'/>
                    </console>
                  </devices>
                </domain>
                """);
        assertThat(made.os().orElseThrow().initArguments()).containsExactly("-c", "a & b");
    }

    @Test
    void setsFeaturesOfACpuOnce() {
        CpuXml cpu = CpuXml.model("EPYC")
                .withFeature("svm", "require")
                .withTopology(1, 2, 2)
                .withFeature("svm", "disable");

        assertThat(cpu.features()).containsExactly(new CpuXml.Feature("svm", "disable"));
        assertThat(cpu.cores()).hasValue(2);
    }

    @Test
    void keepsApplicationsApart() {
        DomainXml changed = domain.withMetadata(
                        XmlElement.inNamespace("urn:other", "o:x").withText("1"))
                .withMetadata(XmlElement.inNamespace("urn:app", "a:owner").withText("dev"));

        assertThat(changed.metadata("urn:other").map(XmlElement::text)).contains("1");
        assertThat(changed.metadata("urn:app").map(XmlElement::text)).contains("dev");
        assertThat(DomainXml.parse(changed.toXml())).isEqualTo(changed);
    }
}
