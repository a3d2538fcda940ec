"""Which passwords of ten and more characters does a guesser try first?"""

COMMON = frozenset(
    """
    0123456789 0123456789a 0987654321 0okm9ijn8uhb 1029384756 1122334455 11223344556 1234512345 1234567890
    1234567890a 1234567890q 12345678910 123456789a 123456789aa 123456789abc 123456789q 123456789qq 123456789z
    1234qwer1234 1234qwerasdf 13145201314 1314520520 1314521521 1357924680 13800138000 13812345678 1q2w3e4r5t
    1q2w3e4r5t6y 1qaz2wsx3e 1qaz2wsx3edc 1qazxsw23edc 2468013579 5201314520 52013145201314 5201314a520 5201314abc
    5211314521 9876543210 a123456789 a12345678910 a1b2c3d4e5 a1b2c3d4e5f6 a5201314520 aa12345678 aa123456789
    aa1234567890 aaa123456789 aaaa123456 abc1234567 abc12345678 abc123456789 abcabc1234 abcd123456 abcd1234567
    abcdefg123 abcdefg1234 abcdefghij abcdefghijk admin123123 admin12345 admin123456 admin1234567 admin@12345
    admin@123456 adminadmin adminadmin1 administrator administrator1 alipay1234 as123456789 asd123456789
    asdasdasd123 asdf123456 asdfasdfasdf asdfghjkl1 asdfghjkl123 asdfghjkl; baseball123 basketball beijing2008
    binjiang123 binjiang2026 binjiangdangwei changeme123 changeme1234 charlie123 chelsea123 chen123456 chen12345678
    committee1 committee123 communist123 computer123 dangjian123 dangjian2021 dangyuan123 default123 dragon12345
    edc123456789 football123 goodluck123 google12345 guest12345 guest123456 happy12345 happynewyear huawei1234
    huawei123456 ilovechina ilovechina1 iloveyou12 iloveyou123 iloveyou1314 iloveyou520 iloveyou5201314 internet123
    jennifer123 jessica123 jiedao1234 jordan23jordan jumin12345 juweihui123 juweihui2026 letmein123 letmein1234
    li123456789 lianhedangwei liu123456789 liverpool1 lkjhgfdsa1 loveyou1314 loveyou520 manager123 manager1234
    master1234 michael123 microsoft1 mnbvcxz123 monkey12345 mypassword1 mypassword123 newpassword newpassword1
    nopassword nopassword1 p0o9i8u7y6 p@ssw0rd12 p@ssw0rd123 p@ssword123 pass123456 passw0rd123 password!1
    password01 password12 password123 password123! password1234 password12345 password123456 passwordpassword
    pingliang123 pinglianglu pinglianglu1 poiuytrewq princess123 q123456789 q1w2e3r4t5 q1w2e3r4t5y6 qaz123456789
    qazwsx123456 qazwsxedcrfv qq12345678 qq123456789 qq1234567890 qwe1234567 qwe123456789 qwer123456 qwer1234567
    qwerasdfzxcv qwert12345 qwerty12345 qwerty123456 qwerty1234567 qwerty2020 qwertyuiop qwertyuiop123 riverside1
    riverside12 riverside123 riverside2026 root123456 rootroot123 secret1234 secret12345 security123 shanghai021
    shanghai123 shanghai2010 shanghai2026 shequ12345 shequ123456 starwars123 sunshine123 superman12 superman123
    superuser1 system1234 taobao1234 taobao123456 temporary1 temppassword tencent123 test123456 testtest123
    thomas1234 trustno1trustno1 user123456 wang123456 wang1234567 weixin1234 weixin123456 weiyuanhui welcome123
    welcome1234 welcome2024 welcome2025 welcome2026 welcome@123 whatever123 woaini123456 woaini1314 woaini1314520
    woaini5201314 woaiwojia1 woaizhongguo woshishui1 wsx123456789 xiaohong123 xiaomi1234 xiaoming123 yang123456
    yangpu1234 yangpu2026 z123456789 zaq12wsxcde3 zhang12345 zhang123456 zhongguo123 zhonghua123 zxc123456789
    zxcv123456 zxcvbnm123 zxcvbnm1234 zxcvbnm12345 zzz123456789
    """.split()  # noqa: SIM905 - a list of words reads better than two hundred quoted strings
)
"""Small letters. Compiled by hand from the usual patterns: rows of keys, counting, love, places and this office."""
