/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.vmware.VsphereOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VsphereSpecOptionsTest {
    private static final VsphereSpecOptions OPTIONS = new VsphereSpecOptions();

    @Test
    void meansByNamesWhatProgramsSay() {
        Map<String, String> values = new HashMap<>();
        values.put("datastore", "fast");
        values.put("cluster", "east");
        values.put("host", "esx1");
        values.put("resource-pool", "gold");
        values.put("folder", "web");
        values.put("guest-id", "debian11_64Guest");
        values.put("hardware-version", "vmx-13");
        values.put("firmware", "efi");
        values.put("secure-boot", "yes");
        values.put("cores-per-socket", "2");
        values.put("cpu-hot-add", "yes");
        values.put("memory-hot-add", "no");
        values.put("nested", "yes");
        values.put("note", "of the web team");
        values.put("disk-controller", "lsilogic-sas");
        values.put("provisioning", "eager-zeroed");
        values.put("nic-model", "e1000e");
        assertThat(OPTIONS.options()).extracting(SpecOption::name).containsExactlyInAnyOrderElementsOf(values.keySet());
        assertThat(OPTIONS.extension(values))
                .isEqualTo(VsphereOptions.builder()
                        .datastore("fast")
                        .cluster("east")
                        .host("esx1")
                        .resourcePool("gold")
                        .folder("web")
                        .guestId("debian11_64Guest")
                        .hardwareVersion(13)
                        .firmware(VsphereOptions.Firmware.EFI)
                        .secureBoot(true)
                        .coresPerSocket(2)
                        .cpuHotAdd(true)
                        .memoryHotAdd(false)
                        .nested(true)
                        .note("of the web team")
                        .controller(VsphereOptions.Controller.LSILOGIC_SAS)
                        .provisioning(VsphereOptions.Provisioning.EAGER_ZEROED)
                        .nicModel("e1000e")
                        .build());
    }

    @Test
    void namesAllOptionsToWhoAsksForAnother() {
        assertThatThrownBy(() -> OPTIONS.extension(Map.of("datastor", "fast")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("datastor", "datastore", "guest-id", "nic-model");
    }

    @ParameterizedTest
    @CsvSource({
        "hardware-version,13.1",
        "hardware-version,vmx-2",
        "guest-id,debian 11",
        "cores-per-socket,0",
        "firmware,uefi",
        "provisioning,sparse",
        "nic-model,virtio",
        "secure-boot,true"
    })
    void namesTheOptionWhoseValueMakesNoSense(String name, String value) {
        assertThatThrownBy(() -> OPTIONS.extension(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(name, value);
    }

    @Test
    void hasAWordForEachControllerThatGuestsAreMadeWith() {
        assertThat(List.of(VsphereOptions.Controller.values()))
                .allSatisfy(one -> assertThat(ControllerKind.of(one).bus()).isIn("scsi", "sata", "nvme"));
    }
}
