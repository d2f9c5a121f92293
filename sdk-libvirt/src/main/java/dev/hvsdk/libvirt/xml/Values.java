/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.unit.MemorySize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How libvirt writes values: numbers, sizes with units, addresses. What cannot be read is empty. */
final class Values {
    private static final String PREFIXES = "kmgtpe";

    private Values() {}

    static OptionalInt integer(Optional<String> text) {
        OptionalLong value = number(text);
        return value.isPresent() && value.getAsLong() == (int) value.getAsLong()
                ? OptionalInt.of((int) value.getAsLong())
                : OptionalInt.empty();
    }

    /** Decimal, or hexadecimal after {@code 0x}, or octal after {@code 0}, as strtol with base 0 reads it. */
    static OptionalLong number(Optional<String> text) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.decode(text.get().strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    static boolean isYes(Optional<String> text) {
        return text.map(value -> value.equals("yes") || value.equals("on")).orElse(false);
    }

    static String yesNo(boolean value) {
        return value ? "yes" : "no";
    }

    /** A size with its {@code unit} attribute; units as in virScaleInteger (virutil.c), KiB where there is none. */
    static Optional<MemorySize> memory(Optional<XmlElement> element) {
        return element.flatMap(found -> size(found, "KiB"));
    }

    /** A size with its {@code unit} attribute, bytes where there is none, as in storage. */
    static Optional<MemorySize> storage(Optional<XmlElement> element) {
        return element.flatMap(found -> size(found, "bytes"));
    }

    private static Optional<MemorySize> size(XmlElement element, String defaultUnit) {
        return size(element.text().strip(), element.attribute("unit").orElse(defaultUnit));
    }

    static Optional<MemorySize> size(String amount, String unit) {
        BigInteger scale = scale(unit.toLowerCase(Locale.ROOT));
        if (scale.signum() == 0 || !amount.matches("[0-9]{1,20}")) {
            return Optional.empty();
        }
        BigInteger bytes = new BigInteger(amount).multiply(scale);
        // memory limits of 2^63 KiB mean "none" in libvirt
        return bytes.bitLength() > 63 ? Optional.empty() : Optional.of(MemorySize.ofBytes(bytes.longValueExact()));
    }

    private static BigInteger scale(String unit) {
        if (unit.equals("b") || unit.equals("byte") || unit.equals("bytes")) {
            return BigInteger.ONE;
        }
        int power = unit.isEmpty() ? 0 : PREFIXES.indexOf(unit.charAt(0)) + 1;
        String rest = unit.isEmpty() ? "" : unit.substring(1);
        if (power == 0) {
            return BigInteger.ZERO;
        }
        return switch (rest) {
            case "", "ib" -> BigInteger.valueOf(1024).pow(power);
            case "b" -> BigInteger.valueOf(1000).pow(power);
            default -> BigInteger.ZERO;
        };
    }

    /** Memory in KiB, in which libvirt counts, rounded up so that nobody gets less than was asked for. */
    static XmlElement inKibibytes(String name, MemorySize size) {
        BigDecimal kibibytes =
                BigDecimal.valueOf(size.toBytes()).divide(BigDecimal.valueOf(1024), 0, java.math.RoundingMode.CEILING);
        return XmlElement.of(name, kibibytes.toPlainString()).withAttribute("unit", "KiB");
    }

    static XmlElement inBytes(String name, MemorySize size) {
        return XmlElement.of(name, Long.toString(size.toBytes())).withAttribute("unit", "bytes");
    }

    /** An {@code address} element with domain, bus, slot and function; the domain is 0 where it is not written. */
    static Optional<PciAddress> pciAddress(XmlElement address) {
        OptionalLong domain = number(address.attribute("domain").or(() -> Optional.of("0")));
        OptionalInt bus = integer(address.attribute("bus"));
        OptionalInt slot = integer(address.attribute("slot"));
        OptionalInt function = integer(address.attribute("function").or(() -> Optional.of("0")));
        return domain.isPresent() && bus.isPresent() && slot.isPresent() && function.isPresent()
                ? pciAddress(domain.getAsLong(), bus.getAsInt(), slot.getAsInt(), function.getAsInt())
                : Optional.empty();
    }

    static Optional<PciAddress> pciAddress(long domain, int bus, int slot, int function) {
        try {
            return Optional.of(new PciAddress(domain, bus, slot, function));
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
    }

    /** In hexadecimal throughout, as libvirt writes it: a bus of 0x3b is never a slot of 59. */
    static XmlElement pciAddress(String name, PciAddress address) {
        return XmlElement.of(name)
                .withAttribute("domain", hex(address.domain(), 4))
                .withAttribute("bus", hex(address.bus(), 2))
                .withAttribute("slot", hex(address.slot(), 2))
                .withAttribute("function", hex(address.function(), 1));
    }

    static String hex(long value, int digits) {
        return String.format("0x%0" + digits + "x", value);
    }
}
