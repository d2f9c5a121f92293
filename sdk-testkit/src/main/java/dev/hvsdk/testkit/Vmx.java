/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A guest as VMware writes it down: a line of a key and a value in quotes for each thing. Immutable. */
final class Vmx implements DefinitionLanguage {
    private static final String VCPUS = "numvcpus";
    private static final String MEMORY = "memsize";
    private static final String NAME = "displayname";
    private static final long MEBIBYTE = 1L << 20;

    private static final Pattern LINE = Pattern.compile("\\s*([\\w.:]+)\\s*=\\s*\"([^\"]*)\"\\s*");

    @Override
    public String format() {
        return "vmx";
    }

    @Override
    public Set<String> identity() {
        return Set.of("vc.uuid");
    }

    @Override
    public Set<String> sizes() {
        return Set.of(VCPUS, MEMORY);
    }

    @Override
    public String text(GuestRecord guest, List<PassthroughDevice> devices) {
        StringBuilder vmx = new StringBuilder();
        line(vmx, ".encoding", "UTF-8");
        line(vmx, "config.version", "8");
        line(vmx, "virtualHW.version", "21");
        line(vmx, "displayName", guest.name());
        line(vmx, "vc.uuid", guest.id().value());
        GuestConfig config = guest.config();
        if (config.vcpus() != null) {
            line(vmx, "numvcpus", String.valueOf(config.vcpus()));
        }
        if (config.memory() != null) {
            line(vmx, "memSize", String.valueOf(mebibytes(config.memory())));
        }
        appendParts(vmx, config);
        for (int number = 0; number < devices.size(); number++) {
            line(vmx, "pciPassthru" + number + ".id", devices.get(number).address());
        }
        return vmx.toString();
    }

    private static void appendParts(StringBuilder vmx, GuestConfig config) {
        for (GuestDisk disk : config.parts().disks()) {
            line(vmx, disk.target() + ".present", "TRUE");
            disk.source().ifPresent(source -> line(vmx, disk.target() + ".fileName", source));
        }
        List<GuestNic> nics = config.parts().nics();
        for (int number = 0; number < nics.size(); number++) {
            String key = "ethernet" + number;
            line(vmx, key + ".present", "TRUE");
            line(vmx, key + ".address", nics.get(number).mac());
            nics.get(number).network().ifPresent(network -> line(vmx, key + ".networkName", network));
            nics.get(number).model().ifPresent(model -> line(vmx, key + ".virtualDev", model));
        }
    }

    static long mebibytes(MemorySize size) {
        return (size.toBytes() + MEBIBYTE - 1) / MEBIBYTE;
    }

    static void line(StringBuilder vmx, String key, String value) {
        vmx.append(key).append(" = \"").append(escaped(value)).append("\"\n");
    }

    /** Quotes, bars and control characters are a bar and two hexadecimal digits. */
    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        value.chars().forEach(character -> {
            boolean isPlain = character >= ' ' && character != '"' && character != '|';
            text.append(isPlain ? String.valueOf((char) character) : String.format(Locale.ROOT, "|%02X", character));
        });
        return text.toString();
    }

    @Override
    public Map<String, String> values(String text) {
        Map<String, String> values = new TreeMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException("line " + number + " is no key and value in quotes");
            }
            values.put(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2));
        }
        if (!values.containsKey(NAME)) {
            throw new IllegalArgumentException("it has no displayName");
        }
        return values;
    }

    @Override
    public GuestSize resized(GuestSize before, Set<String> differing, Map<String, String> values) {
        boolean hasOtherMemory = differing.contains(MEMORY);
        MemorySize memory =
                hasOtherMemory ? MemorySize.ofBytes(Sizes.number(values, MEMORY, MEBIBYTE)) : before.memory();
        return new GuestSize(
                differing.contains(VCPUS) ? Integer.valueOf(Sizes.count(values, VCPUS)) : before.vcpus(),
                memory,
                hasOtherMemory ? memory : before.maxMemory(),
                before.shares());
    }
}
