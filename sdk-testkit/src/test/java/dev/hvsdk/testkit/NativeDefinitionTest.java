/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.unit.MemorySize;
import java.net.URI;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Guests in the languages of their hosts. */
class NativeDefinitionTest {
    private static final String HOSTILE = "a'b\"<c>&|d";

    private static FakeHost host(Family family, GuestState state) {
        GuestSpec spec = GuestSpec.builder("web")
                .vcpus(2)
                .memory(MemorySize.ofGibibytes(2))
                .disk(DiskSpec.builder("web.qcow2").build())
                .nic(NicSpec.builder("default").build())
                .build();
        return family.hasMachines()
                ? FakeHost.of(family).withGuest(spec, state)
                : FakeHost.of(family).withGuest("web", state);
    }

    private static Guest web(Hypervisor host) {
        return host.findGuest("web").orElseThrow();
    }

    private static NativeDefinition definition(Hypervisor host) {
        return web(host).capability(NativeDefinition.class).require();
    }

    @Test
    void writesADomainWithItsParts() {
        try (Hypervisor host = host(Family.KVM, GuestState.STOPPED).open()) {
            web(host)
                    .capability(DeviceAssignment.class)
                    .require()
                    .attach(host.devices().stream()
                            .filter(device -> device.address().equals("0000:3b:01.2"))
                            .findFirst()
                            .orElseThrow())
                    .await();

            assertThat(definition(host).format()).isEqualTo("libvirt-domain-xml");
            assertThat(definition(host).text()).isEqualTo("""
                    <domain type='kvm'>
                      <name>web</name>
                      <uuid>00000000-0000-4000-8000-000000000001</uuid>
                      <memory unit='KiB'>2097152</memory>
                      <currentMemory unit='KiB'>2097152</currentMemory>
                      <vcpu placement='static'>2</vcpu>
                      <os>
                        <type>hvm</type>
                      </os>
                      <devices>
                        <disk type='file' device='disk'>
                          <driver type='raw'/>
                          <source file='web.qcow2'/>
                          <target dev='vda' bus='virtio'/>
                        </disk>
                        <interface type='network'>
                          <mac address='52:54:00:00:00:01'/>
                          <source network='default'/>
                          <model type='virtio'/>
                        </interface>
                        <console type='pty'>
                          <target type='serial' port='0'/>
                        </console>
                        <graphics type='vnc' autoport='yes' listen='127.0.0.1'/>
                        <hostdev mode='subsystem' type='pci' managed='yes'>
                          <source><address domain='0x0000' bus='0x3b' slot='0x01' function='0x2'/></source>
                        </hostdev>
                      </devices>
                    </domain>
                    """);
        }
    }

    @Test
    void writesAVmxFile() {
        try (Hypervisor host = host(Family.VSPHERE, GuestState.STOPPED).open()) {
            assertThat(definition(host).format()).isEqualTo("vmx");
            assertThat(definition(host).text()).isEqualTo("""
                    .encoding = "UTF-8"
                    config.version = "8"
                    virtualHW.version = "21"
                    displayName = "web"
                    vc.uuid = "vm-1"
                    numvcpus = "2"
                    memSize = "2048"
                    scsi0:0.present = "TRUE"
                    scsi0:0.fileName = "web.qcow2"
                    ethernet0.present = "TRUE"
                    ethernet0.address = "00:50:56:80:00:01"
                    ethernet0.networkName = "default"
                    ethernet0.virtualDev = "vmxnet3"
                    """);
        }
    }

    @Test
    void showsAContainerAndTakesNothingBack() {
        try (Hypervisor host = host(Family.CONTAINERS, GuestState.PAUSED).open()) {
            String text = definition(host).text();

            assertThat(definition(host).format()).isEqualTo("docker-inspect-json");
            assertThat(text)
                    .contains("\"Name\" : \"/web\"", "\"Status\" : \"paused\"", "\"Paused\" : true", "\"Memory\" : 0");
            assertThatThrownBy(() -> definition(host).replace(text).await())
                    .isInstanceOf(HypervisorException.Unsupported.class)
                    .hasMessage("fake: replace definition guest web: Docker does not take back what inspect gives;"
                            + " make another container in its place");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"KVM", "XEN", "VSPHERE"})
    void aDefinitionReplacesItself(Family family) {
        FakeHost fake = FakeHost.of(family)
                .withGuest(
                        GuestSpec.builder(HOSTILE)
                                .memory(MemorySize.ofBytes(1_500_001))
                                .build(),
                        GuestState.RUNNING);
        try (Hypervisor host = fake.open()) {
            Guest guest = host.findGuest(HOSTILE).orElseThrow();
            NativeDefinition definition =
                    guest.capability(NativeDefinition.class).require();
            GuestInfo before = guest.info();

            assertThat(definition.replace(definition.text()).await()).isEqualTo(before);
            assertThat(guest.stop().await().memory()).isEqualTo(before.memory());
        }
    }

    private static Stream<Arguments> changes() {
        return Stream.of(
                change(
                        "CPUs and memory in another unit",
                        Family.KVM,
                        text -> text.replace(">2</vcpu>", ">3</vcpu>")
                                .replace("<memory unit='KiB'>2097152", "<memory unit='GiB'>4")
                                .replace("<currentMemory unit='KiB'>2097152", "<currentMemory unit='M'>3072"),
                        3,
                        3072),
                change(
                        "no more memory than there can be",
                        Family.XEN,
                        text -> text.replace("<memory unit='KiB'>2097152", "<memory>1048576"),
                        2,
                        1024),
                change(
                        "white space and comments say nothing",
                        Family.KVM,
                        text -> "<!-- mine -->" + text.replace("\n", "\n\n").replace(">2</vcpu>", "> 4 </vcpu>"),
                        4,
                        2048),
                change(
                        "keys of VMware in any case",
                        Family.VSPHERE,
                        text -> "# mine\n"
                                + text.replace("numvcpus = \"2\"", "numVCPUs=\"8\"")
                                        .replace("2048", "4096"),
                        8,
                        4096));
    }

    private static Arguments change(
            String name, Family family, UnaryOperator<String> change, int vcpus, long mebibytes) {
        return argumentSet(name, family, change, vcpus, MemorySize.ofMebibytes(mebibytes));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changesWhatChanged(Family family, UnaryOperator<String> change, int vcpus, MemorySize memory) {
        try (Hypervisor host = host(family, GuestState.STOPPED).open()) {
            String changed = change.apply(definition(host).text());

            GuestInfo replaced = definition(host).replace(changed).await();

            assertThat(replaced.vcpus()).hasValue(vcpus);
            assertThat(replaced.memory()).contains(memory);
            assertThat(web(host).info()).isEqualTo(replaced);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"KVM", "XEN"})
    void aMachineThatRunsChangesWhenItHasStopped(Family family) {
        try (Hypervisor host = host(family, GuestState.RUNNING).open()) {
            String changed = definition(host).text().replace(">2</vcpu>", ">6</vcpu>");

            assertThat(definition(host).replace(changed).await().vcpus()).hasValue(2);
            assertThat(definition(host).text()).contains(">2</vcpu>");
            web(host).pause().await();
            assertThat(web(host).resume().await().vcpus()).hasValue(2);

            assertThat(web(host).stop().await().vcpus()).hasValue(6);
            assertThat(web(host).start().await().vcpus()).hasValue(6);
        }
    }

    @Test
    void aRebootOfXenIsANewDomain() {
        try (Hypervisor host = host(Family.XEN, GuestState.RUNNING).open()) {
            definition(host)
                    .replace(definition(host).text().replace(">2</vcpu>", ">6</vcpu>"))
                    .await();

            assertThat(web(host).reboot().await().vcpus()).hasValue(6);
        }
    }

    @Test
    void theFileOfAVsphereMachineThatRunsIsInUse() {
        try (Hypervisor host = host(Family.VSPHERE, GuestState.RUNNING).open()) {
            String changed = definition(host).text().replace("\"2048\"", "\"4096\"");

            assertThatThrownBy(() -> definition(host).replace(changed).await())
                    .isInstanceOf(HypervisorException.WrongState.class)
                    .hasMessageContaining("stop it first");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    KVM     | <domain><name>web</name>                                   | no libvirt-domain-xml: it is not well-formed at line 1
                    KVM     | <!DOCTYPE domain [<!ENTITY a 'b'>]><domain>&a;</domain>    | no libvirt-domain-xml
                    XEN     | <network/>                                                 | no libvirt-domain-xml: its root is no domain
                    VSPHERE | displayName = web                                          | no vmx: line 1 is no key and value in quotes
                    VSPHERE | memSize = "64"                                             | no vmx: it has no displayName
                    """)
    void refusesWhatIsMalformed(Family family, String text, String why) {
        try (Hypervisor host = host(family, GuestState.STOPPED).open()) {
            GuestInfo before = web(host).info();

            assertThatThrownBy(() -> definition(host).replace(text).await())
                    .isInstanceOf(HypervisorException.HostFailure.class)
                    .hasMessageContaining(why);
            assertThat(web(host).info()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    >2</vcpu>        | >0</vcpu>        | /domain/vcpu is '0'
                    >2</vcpu>        | >many</vcpu>     | /domain/vcpu is 'many'
                    unit='KiB'>2     | unit='pages'>2   | it has the unit pages
                    unit='KiB'>2     | unit='GiB'>9223372036854775807 | is '9223372036854775807
                    """)
    void refusesWhatIsNoSize(String part, String other, String why) {
        try (Hypervisor host = host(Family.KVM, GuestState.STOPPED).open()) {
            String changed = definition(host).text().replace(part, other);

            assertThatThrownBy(() -> definition(host).replace(changed).await())
                    .isInstanceOf(HypervisorException.HostFailure.class)
                    .hasMessageContaining(why);
        }
    }

    @Test
    void refusesTheDefinitionOfAnotherGuest() {
        try (Hypervisor host = host(Family.KVM, GuestState.STOPPED).open()) {
            String other = definition(host).text().replace("<name>web<", "<name>db<");

            assertThatThrownBy(() -> definition(host).replace(other).await())
                    .isInstanceOf(HypervisorException.Conflict.class)
                    .hasMessageContaining("that of another guest: /domain/name differs");
        }
    }

    @Test
    void saysWhatItDoesNotImitate() {
        try (Hypervisor host = host(Family.KVM, GuestState.STOPPED).open()) {
            String other = definition(host).text().replace("bus='virtio'", "bus='scsi'");

            assertThatThrownBy(() -> definition(host).replace(other).await())
                    .isInstanceOf(HypervisorException.Unsupported.class)
                    .hasMessageContaining("a fake host does not change /domain/devices/disk/target/@bus;"
                            + " change only /domain/currentMemory, ");
        }
    }

    @Test
    void failsOnDemandAndForReadersOnly() {
        FakeHost fake = host(Family.KVM, GuestState.STOPPED);
        fake.faults().on(HostCall.REPLACE_DEFINITION).times(1).fail(HypervisorException.HostFailure.class);
        ConnectSpec spec =
                ConnectSpec.builder(URI.create("fake:kvm")).readOnly(true).build();
        try (Hypervisor host = fake.open();
                Hypervisor reader = fake.open(spec)) {
            String text = definition(reader).text();

            assertThatThrownBy(() -> definition(host).replace(text).await())
                    .isInstanceOf(HypervisorException.HostFailure.class);
            assertThatThrownBy(() -> definition(reader).replace(text).await())
                    .isInstanceOf(HypervisorException.PermissionDenied.class);
            definition(host).replace(text).await();
        }
        assertThat(fake.journal().entries())
                .filteredOn(entry -> entry.call() == HostCall.REPLACE_DEFINITION)
                .extracting(JournalEntry::outcome)
                .containsExactly(JournalEntry.Outcome.FAILED, JournalEntry.Outcome.FAILED, JournalEntry.Outcome.DONE);
    }
}
