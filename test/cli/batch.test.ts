import { onFirstKernel, tellTwice } from "./compare.ts";

onFirstKernel()("batch", () => {
  tellTwice(
    "runs the lines of a file",
    `
    printf 'link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02\\naddr add 10.0.0.1/24 dev v0\\nlink set v0 up\\nlink set v1 up\\nroute add default via 10.0.0.254\\n' >good
    printf '# a comment\\n\\nlink set v0 \\\\\\n  mtu 1400 # behind\\n   \\naddr add "10.0.0.2/24" dev '"'v0'"'\\n' >words
    printf 'link set v0 mtu 1300\\nlink set nope up\\nlink set v0 mtu 1200\\n' >bad
    printf 'link set v0 mtu 1300\\nlink set v0 mtu x\\nlink set v0 mtu 1200\\n' >wrong
    printf 'link show v0\\naddr show v0\\nroute\\n-j link\\n' >show
    printf 'frob\\nlink show lo\\n' >frob
    printf 'link set v0 "mtu 5\\n' >quote
    printf 'link set v0 \\\\' >open
    printf 'neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev v0\\nneigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev v0\\nneigh add 10.0.0.8 lladdr 02:00:00:00:00:09 dev v0\\n' >neigh
    printf 'netns add n0\\nnetns exec n0 sh -c "exit 3"\\nnetns exec n0 echo inside\\nlink show lo\\n' >netns
    printf 'link add d0 type ifb\\nlink set d0 name d1\\nlink set d1 up\\nlink del d1\\nlink set d1 up\\n' >rename
    ip -batch good
    settle
    ip -b words
    ip link show v0
    ip addr show v0
    ip -b bad
    ip link show v0
    ip -force -batch bad
    ip link show v0
    ip -force -b wrong
    ip link show v0
    ip -b show
    ip -j -b show
    ip -o -b show
    ip -4 -b show
    ip -b frob
    ip -force -b frob
    ip -b quote
    ip -b open
    ip -b neigh
    ip -force -b neigh
    ip -b netns
    ip -force -b netns
    ip -b rename
    ip -b nope
    ip -b -  <good
    printf 'link show lo' | ip -b -
    printf 'addr show lo\\nlink show lo\\naddr show lo\\n' | ip -batch -
    ip -n n0 -b show
    ip -b /dev/null
    ip -b /
    printf 'link show lo\\0 frob\\n' | ip -b -
    `,
  );
});
