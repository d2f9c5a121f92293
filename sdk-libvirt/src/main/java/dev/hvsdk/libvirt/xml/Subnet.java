/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of IP addresses, by its first address and the length of its prefix. Immutable. */
record Subnet(BigInteger network, int prefix, int bits) {
    private static final Pattern CIDR = Pattern.compile("([0-9a-fA-F.:]+)/([0-9]{1,3})");

    /** A literal, so that no name is looked up. */
    private static final Pattern LITERAL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    /** Reads CIDR notation; throws {@link IllegalArgumentException} if it is none. */
    static Subnet parse(String cidr) {
        var matcher = CIDR.matcher(cidr);
        if (!matcher.matches()) {
            throw notASubnet(cidr);
        }
        return of(matcher.group(1), Integer.parseInt(matcher.group(2))).orElseThrow(() -> notASubnet(cidr));
    }

    private static IllegalArgumentException notASubnet(String cidr) {
        return new IllegalArgumentException("not a subnet: '" + cidr + "'; write for example 192.168.100.0/24");
    }

    /** The subnet in which an address is. */
    static Optional<Subnet> of(String address, int prefix) {
        return bytes(address)
                .filter(bytes -> prefix >= 0 && prefix <= bytes.length * 8)
                .map(bytes -> {
                    int bits = bytes.length * 8;
                    BigInteger host = BigInteger.ONE.shiftLeft(bits - prefix).subtract(BigInteger.ONE);
                    return new Subnet(new BigInteger(1, bytes).andNot(host), prefix, bits);
                });
    }

    /** The subnet in which an address is, by a mask such as 255.255.255.0. */
    static Optional<Subnet> ofMask(String address, String mask) {
        return bytes(mask).map(bytes -> new BigInteger(1, bytes).bitCount()).flatMap(prefix -> of(address, prefix));
    }

    private static Optional<byte[]> bytes(String address) {
        if (!LITERAL.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    boolean isIpv6() {
        return bits == 128;
    }

    /** Whether there is room for the host and a guest beside the network's and the broadcast address. */
    boolean hasRoom() {
        return bits - prefix >= 2;
    }

    /** The address at this distance from the first, or from the last one if it is negative. */
    String address(int distance) {
        BigInteger end = distance < 0 ? network.add(BigInteger.ONE.shiftLeft(bits - prefix)) : network;
        byte[] value = end.add(BigInteger.valueOf(distance)).toByteArray();
        byte[] address = new byte[bits / 8];
        int length = Math.min(value.length, address.length);
        System.arraycopy(value, value.length - length, address, address.length - length, length);
        return text(address);
    }

    private static String text(byte[] address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOf(address, address.length))
                    .getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + address.length + " bytes", e);
        }
    }

    /** In CIDR notation. */
    @Override
    public String toString() {
        return address(0) + "/" + prefix;
    }
}
