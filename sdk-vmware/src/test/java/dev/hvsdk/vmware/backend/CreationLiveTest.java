/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import dev.hvsdk.vmware.VsphereOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guests that are made with what only vSphere has, each seen from outside too. */
@Live(Engine.VCSIM)
class CreationLiveTest {
    private static final String NAME = "made";

    private static Vcsim simulator;

    private Hypervisor vcenter;

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
        vcenter =
                new VsphereProvider().open(VsphereSubject.connection(simulator).build());
    }

    @AfterEach
    void close() {
        if (vcenter.findGuest(NAME).isPresent()) {
            if (property("runtime.powerState").contains("poweredOn")) {
                simulator.cli().run("power-off", NAME);
            }
            simulator.cli().run("destroy", NAME);
        }
        vcenter.close();
    }

    private static GuestSpec.Builder spec(GuestExtension options) {
        return GuestSpec.builder(NAME).with(options);
    }

    private Guest make(GuestExtension options) {
        return vcenter.define(spec(options).build()).await();
    }

    private static String property(String path) {
        return simulator.cli().run("property", NAME, path).strip();
    }

    private static VsphereOptions.Builder options() {
        return VsphereOptions.builder();
    }

    @Test
    void makesTheHardwareThatIsAskedFor() {
        make(options()
                .guestId("debian10_64Guest")
                .hardwareVersion(13)
                .firmware(VsphereOptions.Firmware.EFI)
                .secureBoot(true)
                .nested(true)
                .note("for <the> web")
                .controller(VsphereOptions.Controller.LSILOGIC_SAS)
                .build());
        assertThat(property("config.guestId")).contains("debian10_64Guest");
        assertThat(property("config.version")).contains("vmx-13");
        assertThat(property("config.firmware")).contains("efi");
        assertThat(property("config.bootOptions")).contains("\"EfiSecureBootEnabled\":true");
        assertThat(property("config.nestedHVEnabled")).contains("true");
        assertThat(property("config.annotation")).contains("web");
        assertThat(simulator.lastRequest("CreateVM_Task")).contains("\"VirtualLsiLogicSASController\"");
    }

    @Test
    void putsAGuestWhereItIsAskedFor() {
        make(options()
                .cluster("DC0_C1")
                .host("DC0_C1_H1")
                .datastore("LocalDS_1")
                .folder("vm")
                .build());
        String host = property("runtime.host");
        assertThat(property("config.files.vmPathName")).contains("[LocalDS_1] made/");
        assertThat(simulator.lastRequest("CreateVM_Task"))
                .containsPattern("<host type=\"HostSystem\">host-\\d+</host></CreateVM_Task>");
        assertThat(host).contains(between(simulator.lastRequest("CreateVM_Task"), "<host type=\"HostSystem\">", "<"));
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before) + before.length();
        return text.substring(start, text.indexOf(after, start));
    }

    @Test
    void takesThePoolOfTheClusterThatIsAskedFor() {
        make(options().cluster("DC0_C0").build());
        String first = between(simulator.lastRequest("CreateVM_Task"), "<pool type=\"ResourcePool\">", "<");
        simulator.cli().run("destroy", NAME);
        make(options().cluster("DC0_C1").build());
        assertThat(between(simulator.lastRequest("CreateVM_Task"), "<pool type=\"ResourcePool\">", "<"))
                .isNotEqualTo(first);
        assertThat(property("resourcePool")).doesNotContain("\"" + first + "\"");
    }

    @Test
    void makesNothingWhereNothingIs() {
        int before = simulator.requests("CreateVM_Task");
        for (VsphereOptions none : new VsphereOptions[] {
            options().cluster("none").build(),
            options().host("none").build(),
            options().resourcePool("none").build(),
            options().datastore("none").build(),
            options().folder("none").build()
        }) {
            assertThatThrownBy(() -> make(none))
                    .isInstanceOf(HypervisorException.NotFound.class)
                    .hasMessageContaining("none");
        }
        assertThat(simulator.requests("CreateVM_Task")).isEqualTo(before);
    }

    @Test
    void refusesWhatCanBeAnyOfSeveral() {
        assertThatThrownBy(() -> make(options().resourcePool("Resources").build()))
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("Resources");
        assertThatThrownBy(
                        () -> make(options().cluster("DC0_C0").host("DC0_C1_H0").build()))
                .isInstanceOf(HypervisorException.Conflict.class);
    }

    @Test
    void plugsIntoPortGroupsByTheirNames() {
        GuestSpec spec = GuestSpec.builder(NAME)
                .nic(NicSpec.builder("DC0_DVPG0").build())
                .nic(NicSpec.builder("VM Network").model("e1000e").build())
                .build();
        Guest guest = vcenter.define(spec).await();
        assertThat(property("config.hardware.device"))
                .contains("\"PortgroupKey\":\"dvportgroup-", "\"DeviceName\":\"VM Network\"");
        assertThat(guest.capability(VirtualHardware.class).require().nics())
                .extracting(GuestNic::network, GuestNic::model)
                .extracting(Object::toString)
                .containsExactly(
                        "(Optional[DC0_DVPG0], Optional[vmxnet3])", "(Optional[VM Network], Optional[e1000e])");
    }

    @Test
    void makesNoGuestOfANetworkThatIsNotThere() {
        GuestSpec spec =
                GuestSpec.builder(NAME).nic(NicSpec.builder("none").build()).build();
        assertThatThrownBy(() -> vcenter.define(spec).await()).isInstanceOf(HypervisorException.NotFound.class);
        assertThat(vcenter.findGuest(NAME)).isEmpty();
    }

    @Test
    void previewsWhatIsSentThen() {
        DefinitionPreview preview = vcenter.capability(DefinitionPreview.class).require();
        GuestExtension options = vcenter.capability(SpecOptions.class)
                .require()
                .extension(Map.of("datastore", "LocalDS_0", "provisioning", "thick", "nic-model", "e1000"));
        GuestSpec spec = spec(options)
                .vcpus(2)
                .disk(DiskSpec.builder("LocalDS_0/made-0.vmdk")
                        .size(MemorySize.ofMebibytes(4))
                        .build())
                .nic(NicSpec.builder("DC0_DVPG0").build())
                .build();
        int before = simulator.requests("CreateVM_Task");

        String text = preview.preview(spec);

        assertThat(simulator.requests("CreateVM_Task")).isEqualTo(before);
        assertThat(preview.format()).isEqualTo("vsphere-config-spec-xml");
        vcenter.define(spec).await();
        String sent =
                "<config>" + between(simulator.lastRequest("CreateVM_Task"), "<config>", "</config>") + "</config>";
        assertThat(text.replaceAll(">\\s+<", "><").strip()).isEqualTo(sent.replace("xsi:type", "type"));
        assertThat(text).contains("<thinProvisioned>false</thinProvisioned>", "type=\"VirtualE1000\"");
    }

    @Test
    void givesMoreToAGuestThatRunsIfItWasMadeForThat() {
        Guest guest = make(options().cpuHotAdd(true).memoryHotAdd(true).build());
        guest.start().await();
        ResourceTuning tuning = guest.capability(ResourceTuning.class).require();
        MemorySize more = MemorySize.ofMebibytes(1024);
        ResourceLimits now = tuning.apply(
                        ResourceLimits.builder().vcpus(2).memory(more).build())
                .await();
        assertThat(now.vcpus()).hasValue(2);
        assertThat(simulator.cli().run("list")).containsPattern(NAME + "\\tpoweredOn\\t[-0-9a-f]+\\t2\\t1024");
        assertThatThrownBy(() ->
                        tuning.apply(ResourceLimits.builder().vcpus(1).build()).await())
                .isInstanceOf(HypervisorException.WrongState.class);
        assertThatThrownBy(() -> tuning.apply(ResourceLimits.builder()
                                .memory(MemorySize.ofMebibytes(512))
                                .build())
                        .await())
                .isInstanceOf(HypervisorException.WrongState.class);
    }

    @Test
    void givesNoMoreToAGuestThatRunsAndWasNotMadeForThat() {
        Guest guest = make(options().build());
        guest.start().await();
        ResourceTuning tuning = guest.capability(ResourceTuning.class).require();
        int before = simulator.requests("ReconfigVM_Task");
        assertThatThrownBy(() ->
                        tuning.apply(ResourceLimits.builder().vcpus(2).build()).await())
                .isInstanceOf(HypervisorException.WrongState.class)
                .hasMessageContaining("cpu-hot-add");
        assertThatThrownBy(() -> tuning.apply(ResourceLimits.builder()
                                .memory(MemorySize.ofMebibytes(1024))
                                .build())
                        .await())
                .isInstanceOf(HypervisorException.WrongState.class);
        assertThat(tuning.apply(ResourceLimits.builder()
                                .vcpus(1)
                                .cpuWeight(2000)
                                .build())
                        .await()
                        .cpuWeight())
                .hasValue(2000);
        assertThat(simulator.requests("ReconfigVM_Task")).isEqualTo(before + 1);
    }

    @Test
    void rebootsAGuestByItsTools() {
        Guest guest = make(options().build());
        assertThatThrownBy(() -> guest.reboot().await()).isInstanceOf(HypervisorException.WrongState.class);
        guest.start().await();
        int before = simulator.requests("RebootGuest");
        guest.reboot().await();
        assertThat(simulator.requests("RebootGuest")).isEqualTo(before + 1);
        simulator.fault("RebootGuest:ToolsUnavailable");
        try {
            assertThatThrownBy(() -> guest.reboot().await())
                    .isInstanceOf(HypervisorException.Unsupported.class)
                    .hasMessageContaining("VMware Tools");
        } finally {
            simulator.calm();
        }
        assertThat(property("runtime.powerState")).contains("poweredOn");
    }
}
