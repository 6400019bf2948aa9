/** Places and words of Indian languages inside English sentences: spellings=respelling. */
export const INDIAN_PLACES = `
agra=AA-graa ahmedabad=AAH-muh-daa-baad ajmer=uhj-MAYR allahabad,prayagraj=uh-laa-haa-BAAD
amritsar=uhm-RIT-sur andheri=uhn-DAY-ree andhra=AAN-druh bandra=BAAN-draa
bengaluru=BENG-guh-loo-roo bengal=ben-GAWL bhopal=boh-PAAL bhubaneswar=BOO-buh-naysh-wur bihar=bi-HAAR
chandigarh=CHUHN-dee-gur chennai=CHEN-nai coimbatore=KOHM-buh-tohr dadar=DAA-dur dehradun=DAY-raa-doon
delhi=DEL-ee dwarka=DWAAR-kaa faridabad=fuh-REE-daa-baad ghaziabad=GAA-zee-aa-baad goa=GOH-uh
gujarat=goo-juh-RAAT gurgaon=goor-GOWN gurugram=GOO-roo-graam guwahati=goo-WAA-haa-tee gwalior=GWAA-lee-or
haryana=huh-ri-YAA-naa hyderabad=HAI-druh-baad india=IN-dee-uh indore=in-DOHR jabalpur=juh-buhl-POOR
jaipur=JAI-poor jalandhar=juh-LUHN-dur jammu=JUHM-moo jamshedpur=juhm-shayd-POOR jodhpur=johd-POOR
kanpur=kaan-POOR karnataka=kur-NAA-tuh-kaa kashmir=KUHSH-meer kerala=KAY-ruh-laa kochi=KOH-chee
kolkata=kohl-KAA-taa koramangala=KOH-ruh-muhng-guh-laa kozhikode=KOH-zhi-kohd lucknow=LUHK-now
ludhiana=loo-dee-AA-naa madurai=muh-DOO-rai maharashtra=muh-haa-RAASH-truh mangalore,mangaluru=MANG-guh-lohr
meerut=MAY-ruht mumbai=moom-BAI mysore,mysuru=mai-SOHR nagpur=naag-POOR nashik,nasik=NAA-sik noida=NOY-daa
odisha=oh-DI-shaa patna=PUHT-naa pondicherry=pon-di-CHEH-ree pune=POO-nay punjab=puhn-JAAB raipur=rai-POOR
rajasthan=RAA-juh-staan rajkot=RAAJ-koht ranchi=RAAN-chee secunderabad=si-KUHN-druh-baad shimla=SHIM-laa
surat=SOO-ruht telangana=tay-luhn-GAA-naa thane=TAA-nay thiruvananthapuram=ti-roo-vuh-nuhn-tuh-POO-ruhm
udaipur=oo-dai-POOR vadodara,baroda=vuh-DOH-duh-raa varanasi=vuh-RAA-nuh-see vijayawada=vi-juh-yuh-WAA-daa
visakhapatnam=vi-SAA-kuh-puht-nuhm vizag=VAI-zaag
`

export const HINDI_WORDS = `
aap=AAP acha,achha,accha=UH-chaa arre,are-yaar=UH-ray beta=BAY-taa bhai=BAI bilkul=BIL-kool chai=CHAI
dal=DAAL dhanyavaad,dhanyavad=duhn-yuh-VAAD didi=DEE-dee diwali,deepavali=di-WAA-lee eid=EED
haan,haanji=HAAN hai=HAI hindi=HIN-dee holi=HOH-lee ji=JEE kripya=KRIP-yaa lakh=LAAK mera=MAY-raa
nahi,nahin=nuh-HEE namaskar=nuh-muhs-KAAR namaste=nuh-muhs-TAY paneer=puh-NEER puja,pooja=POO-jaa
sahab,saheb,sahib=SAA-huhb shukriya=SHOOK-ri-yaa theek=TEEK yaar=YAAR
`
