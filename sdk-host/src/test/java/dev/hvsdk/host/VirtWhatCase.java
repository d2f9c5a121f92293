/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.testing.FixtureHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A test case of virt-what 1.25 as a host.
 *
 * <p>A case has a fake root, and the recorded outputs of three commands. {@code uname.txt} is {@code uname -m};
 * {@code dmidecode.txt} becomes the DMI strings that the kernel would show, by section and key; each line of
 * {@code virt-what-cpuid-helper.txt} is the signature that CPUID gave, the first at 0x40000000 and each next one 0x100 further.
 */
final class VirtWhatCase {
    private static final Map<String, String> SECTIONS = Map.of(
            "BIOS Information", "bios",
            "System Information", "system",
            "Base Board Information", "board",
            "Chassis Information", "chassis");

    private static final Map<String, String> FIELDS = Map.of(
            "bios Vendor", "bios_vendor",
            "bios Version", "bios_version",
            "system Manufacturer", "sys_vendor",
            "system Product Name", "product_name",
            "system Version", "product_version",
            "system Family", "product_family",
            "board Manufacturer", "board_vendor",
            "board Product Name", "board_name",
            "chassis Manufacturer", "chassis_vendor",
            "chassis Asset Tag", "chassis_asset_tag");

    private final Path root;
    private final Path outputs;

    VirtWhatCase(Path root, Path outputs) {
        this.root = root;
        this.outputs = outputs;
    }

    HostRoot host() throws IOException {
        FixtureHost host = FixtureHost.in(root).machine(machine());
        readDmi(host);
        int leaf = 0x40000000;
        for (String line : output("virt-what-cpuid-helper.txt")) {
            if (line.length() <= 12) {
                host.signature(leaf, line);
            }
            leaf += 0x100;
        }
        return host.build();
    }

    private String machine() throws IOException {
        return output("uname.txt").get(0).strip();
    }

    private List<String> output(String name) throws IOException {
        return Files.readAllLines(outputs.resolve(name), StandardCharsets.ISO_8859_1);
    }

    private void readDmi(FixtureHost host) throws IOException {
        String section = "";
        for (String line : output("dmidecode.txt")) {
            int colon = line.indexOf(':');
            if (!line.startsWith("\t")) {
                section = SECTIONS.getOrDefault(line.strip(), "");
            } else if (colon > 0) {
                String field =
                        FIELDS.get(section + " " + line.substring(0, colon).strip());
                String value = line.substring(colon + 1).strip();
                if (field != null && !value.equals("Not Specified")) {
                    host.dmiFact(field, value);
                }
            }
        }
    }
}
