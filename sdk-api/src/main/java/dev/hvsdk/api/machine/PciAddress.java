/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The address of a PCI function: domain, bus, slot and function.
 *
 * <p>A record, because the four components are PCI-SIG's and final. Immutable.
 *
 * @param domain the PCI segment, 0 to 0xffffffff (Intel VMD uses domains above 0xffff)
 * @param bus 0 to 255
 * @param slot the device number on the bus, 0 to 31
 * @param function 0 to 7
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PciAddress(long domain, int bus, int slot, int function) implements Comparable<PciAddress> {
    private static final Pattern TEXT =
            Pattern.compile("(?:([0-9a-fA-F]{4,8}):)?([0-9a-fA-F]{2}):([0-9a-fA-F]{2})\\.([0-7])");
    private static final Comparator<PciAddress> ORDER = Comparator.comparingLong(PciAddress::domain)
            .thenComparingInt(PciAddress::bus)
            .thenComparingInt(PciAddress::slot)
            .thenComparingInt(PciAddress::function);

    /** Checks the ranges; throws {@link IllegalArgumentException} if one is left. */
    public PciAddress {
        require(domain >= 0 && domain <= 0xffff_ffffL, "domain", domain);
        require(bus >= 0 && bus <= 0xff, "bus", bus);
        require(slot >= 0 && slot <= 0x1f, "slot", slot);
        require(function >= 0 && function <= 7, "function", function);
    }

    private static void require(boolean inRange, String part, long value) {
        if (!inRange) {
            throw new IllegalArgumentException("no PCI " + part + ": 0x" + Long.toHexString(value));
        }
    }

    /**
     * Reads an address as the kernel and {@code lspci} write it: {@code 0000:3b:00.0}, or {@code 3b:00.0} in domain 0.
     *
     * @throws IllegalArgumentException if the text is no PCI address
     */
    public static PciAddress parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a PCI address: '" + text + "'; write for example 0000:3b:00.0");
        }
        String domain = matcher.group(1) == null ? "0" : matcher.group(1);
        return new PciAddress(
                Long.parseLong(domain, 16),
                Integer.parseInt(matcher.group(2), 16),
                Integer.parseInt(matcher.group(3), 16),
                Integer.parseInt(matcher.group(4)));
    }

    @Override
    public int compareTo(PciAddress other) {
        return ORDER.compare(this, other);
    }

    /** The address as the kernel writes it: {@code 0000:3b:00.0}. */
    @Override
    public String toString() {
        // Not String.format: hosts with thousands of functions write tens of thousands of addresses.
        return hex(domain, 4) + ":" + hex(bus, 2) + ":" + hex(slot, 2) + "." + function;
    }

    private static String hex(long value, int length) {
        String digits = Long.toHexString(value);
        return digits.length() < length ? "0".repeat(length - digits.length()) + digits : digits;
    }
}
