/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import dev.hvsdk.api.machine.PciAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One device of the host that the guest gets, as xl-pci-configuration(5) has it.
 *
 * <p>Immutable.
 *
 * @param address where it is in the host
 * @param isWhole whether all functions of the device are meant; the address has function 0 then
 * @param options the keys after it with their values, such as permissive
 */
public record PciSpec(PciAddress address, boolean isWhole, Map<String, String> options) {
    private static final Pattern TEXT = Pattern.compile("(?:([0-9a-fA-F]{1,8}):)?([0-9a-fA-F]{1,2}):([01]?[0-9a-fA-F])"
            + "\\.(?:([0-7])|\\*)(?:@([0-9a-fA-F]{1,2}))?");
    private static final int HEX = 16;

    /** Copies. */
    public PciSpec {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /**
     * Reads one.
     *
     * @throws UnreadableCfgException if it is none
     */
    public static PciSpec parse(String text) {
        int comma = text.indexOf(',');
        String first = comma < 0 ? text : text.substring(0, comma);
        Map<String, String> options = KeyValues.parse(comma < 0 ? "" : text.substring(comma + 1), "PCI device");
        String place = first.startsWith("bdf=") ? first.substring("bdf=".length()) : first;
        Matcher parts = TEXT.matcher(place.strip());
        if (!parts.matches()) {
            throw new UnreadableCfgException("it is no PCI device: " + text);
        }
        if (parts.group(5) != null) {
            options.putIfAbsent("vslot", parts.group(5));
        }
        return new PciSpec(address(parts), parts.group(4) == null, options);
    }

    private static PciAddress address(Matcher parts) {
        return new PciAddress(
                parts.group(1) == null ? 0 : Long.parseLong(parts.group(1), HEX),
                Integer.parseInt(parts.group(2), HEX),
                Integer.parseInt(parts.group(3), HEX),
                parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4)));
    }

    /** As it stands in a file. */
    public String written() {
        String text = address.toString();
        String place = isWhole ? text.substring(0, text.length() - 1) + "*" : text;
        return options.isEmpty() ? place : place + "," + KeyValues.written(options);
    }
}
